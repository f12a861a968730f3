package showcase.recipe.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class EventRecipeTest {
  private static final String NONE_BEFORE =
      "all waited before the event was set, and none had passed";
  private static final String ALL_AFTER = "all passed after it was set, and who came later, too";
  private static final String CLEARED =
      "cleared, it lets nobody pass: a wait with a timeout ends in vain";
  private static final String AGAIN =
      "who waits after the clear passes when it is set again, not before";

  private static final List<String> GOOD =
      List.of(
          "1:waits",
          "0:waits",
          "event:is set",
          "late:passes",
          "0:passes",
          "1:passes",
          "passed in time:false",
          "another:waits",
          "event:is set again",
          "another:passes");

  @Test
  void claimsAcceptAGoodRun() throws Exception {
    assertEquals(List.of(), failing(said -> said));
  }

  @Test
  void claimsCatchAnEventThatHoldsNobodyBack() throws Exception {
    assertEquals(List.of(NONE_BEFORE, ALL_AFTER), failing(said -> moved(said, "0:passes", 2)));
  }

  /** signal() where signalAll() was meant. */
  @Test
  void claimsCatchAnEventThatWakesOneOnly() throws Exception {
    assertEquals(List.of(ALL_AFTER), failing(said -> without(said, "1:passes")));
  }

  @Test
  void claimsCatchALateComerWhoIsKeptWaiting() throws Exception {
    assertEquals(List.of(ALL_AFTER, AGAIN), failing(said -> moved(said, "late:passes", 9)));
  }

  @Test
  void claimsCatchAClearWithoutEffect() throws Exception {
    assertEquals(
        List.of(CLEARED, AGAIN),
        failing(said -> {
          said.set(said.indexOf("passed in time:false"), "passed in time:true");
          return moved(said, "another:passes", 8);
        }));
  }

  @Test
  void claimsCatchASecondSetWithoutEffect() throws Exception {
    assertEquals(List.of(AGAIN), failing(said -> without(said, "another:passes")));
  }

  @Test
  void anInterruptEndsTheWaiters() throws Exception {
    Interrupted.endsClean(EventRecipe.RECIPE, Map.of("waiters", "200"));
  }

  private static List<String> failing(UnaryOperator<List<String>> fault) throws Exception {
    Edition edition =
        (in, transcript) ->
            fault.apply(new ArrayList<>(GOOD)).stream()
                .map(line -> line.split(":"))
                .forEach(line -> transcript.say(line[0], line[1]));
    return Planted.failing(EventRecipe.RECIPE, Map.of("waiters", "2"), edition);
  }

  private static List<String> without(List<String> said, String line) {
    said.remove(line);
    return said;
  }

  private static List<String> moved(List<String> said, String line, int to) {
    said.remove(line);
    said.add(to, line);
    return said;
  }
}
