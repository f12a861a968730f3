package showcase.recipe.poolmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class PoolMapRecipeTest {
  private static final List<String> GOOD =
      List.of(
          "2:is done",
          "1:is done",
          "0:is done",
          "squares:[0, 1, 4]",
          "of none:[]",
          "of 7:[49]",
          "0:is cancelled",
          "4:is cancelled",
          "1:is cancelled",
          "3:is cancelled",
          "map fails:item 2 is bad");

  @Test
  void claimsAcceptAGoodRun() throws Exception {
    assertEquals(List.of(), failing(said -> said));
  }

  @Test
  void claimsCatchResultsInTheOrderInWhichTheyCame() throws Exception {
    assertEquals(
        List.of("the squares, in the order of the items"),
        failing(said -> replaced(said, "squares:[0, 1, 4]", "squares:[4, 1, 0]")));
  }

  @Test
  void claimsCatchAMapThatTakesOneAfterTheOther() throws Exception {
    assertEquals(
        List.of("although later items were done before earlier ones"),
        failing(said -> {
          said.add(0, said.remove(2));
          return said;
        }));
  }

  @Test
  void claimsCatchAnEmptyMapThatGivesSomething() throws Exception {
    assertEquals(
        List.of("of no item there is no result, of one item one"),
        failing(said -> replaced(said, "of none:[]", "of none:[0]")));
  }

  @Test
  void claimsCatchAFailureThatIsSwallowed() throws Exception {
    assertEquals(
        List.of("the first failure reaches the caller"),
        failing(said -> replaced(said, "map fails:item 2 is bad", "squares of five:[0, 1]")));
  }

  @Test
  void claimsCatchATaskThatGoesOnAfterTheFailure() throws Exception {
    assertEquals(
        List.of("and cancels the rest before he hears of it"),
        failing(said -> {
          said.add(said.remove(8));
          return said;
        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "4", "6", "1000"})
  void holdsForOtherNumbersOfItems(String items) throws Exception {
    for (NamedEdition edition : PoolMapRecipe.RECIPE.editions()) {
      assertEquals(
          List.of(),
          Planted.failing(PoolMapRecipe.RECIPE, Map.of("items", items), edition.maker().get()));
    }
  }

  @Test
  void anInterruptEndsTheMap() throws Exception {
    Interrupted.endsClean(PoolMapRecipe.RECIPE, Map.of("items", "1000"));
  }

  private static List<String> failing(UnaryOperator<List<String>> fault) throws Exception {
    Edition edition =
        (in, transcript) ->
            fault.apply(new ArrayList<>(GOOD)).stream()
                .map(line -> line.split(":"))
                .forEach(line -> transcript.say(line[0], line[1]));
    return Planted.failing(PoolMapRecipe.RECIPE, Map.of("items", "3"), edition);
  }

  private static List<String> replaced(List<String> said, String line, String other) {
    said.set(said.indexOf(line), other);
    return said;
  }
}
