package showcase.recipe.threadpool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class ThreadPoolRecipeTest {
  private static final List<String> GOOD =
      List.of(
          "a task fails:broken 0",
          "a task fails:broken 1",
          "0:starts",
          "1:starts",
          "1:ends",
          "2:starts",
          "2:ends",
          "0:ends",
          "all:done",
          "late task:is refused");

  @Test
  void claimsAcceptAGoodRun() throws Exception {
    assertEquals(List.of(), failing(said -> said));
  }

  @Test
  void claimsCatchAPoolWithoutALimit() throws Exception {
    assertEquals(
        List.of(
            "never more at once than allowed",
            "a failure costs no worker: as many as allowed ran after all those failures"),
        failing(said -> moved(said, "2:starts", 2)));
  }

  /** One worker of two is left, so the tasks run one after the other. */
  @Test
  void claimsCatchAFailureThatCostsAWorker() throws Exception {
    assertEquals(
        List.of("a failure costs no worker: as many as allowed ran after all those failures"),
        failing(said -> moved(said, "0:ends", 3)));
  }

  @Test
  void claimsCatchAFailureThatNobodyHearsOf() throws Exception {
    assertEquals(
        List.of("every failing task was reported", "waiting returned only when all were done"),
        failing(said -> without(said, "a task fails:broken 1")));
  }

  @Test
  void claimsCatchATaskThatWasDropped() throws Exception {
    assertEquals(
        List.of("every task ran once, to its end", "waiting returned only when all were done"),
        failing(said -> without(said, "2:ends")));
  }

  @Test
  void claimsCatchAWaitThatReturnsTooEarly() throws Exception {
    assertEquals(
        List.of("waiting returned only when all were done"),
        failing(said -> moved(said, "all:done", 7)));
  }

  @Test
  void claimsCatchATaskThatIsTakenAfterTheEnd() throws Exception {
    assertEquals(
        List.of("what comes after the end is refused"),
        failing(said -> without(said, "late task:is refused")));
  }

  @Test
  void anInterruptEndsPoolAndTasks() throws Exception {
    Interrupted.endsClean(ThreadPoolRecipe.RECIPE, Map.of("tasks", "2000", "workers", "4"));
  }

  private static List<String> failing(UnaryOperator<List<String>> fault) throws Exception {
    Edition edition =
        (in, transcript) ->
            fault.apply(new ArrayList<>(GOOD)).stream()
                .map(line -> line.split(":"))
                .forEach(line -> transcript.say(line[0], line[1]));
    var two = Map.of("tasks", "3", "workers", "2");
    return Planted.failing(ThreadPoolRecipe.RECIPE, two, edition);
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
