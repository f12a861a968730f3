package showcase.recipe.mapperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Edition;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class MapPerformanceRecipeTest {
  private static final String WAYS = "there is a loop to compare with, and at least two other ways";
  private static final String SUM = "the sum over all ways is equal, and right";
  private static final String ORDER = "and every square stands at its number's place";

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "17", "1000000"})
  void theFormulasAgreeWithTheArray(String items) throws Exception {
    assertEquals(List.of(), failing(items, squares -> squares));
  }

  @Test
  void claimsCatchAnItemThatWasForgotten() throws Exception {
    assertEquals(
        List.of(SUM, ORDER),
        failing(
            "100",
            squares -> {
              squares[7] = 0;
              return squares;
            }));
  }

  @Test
  void claimsCatchResultsInTheOrderInWhichTheyCame() throws Exception {
    assertEquals(
        List.of(ORDER),
        failing(
            "100",
            squares -> {
              long first = squares[3];
              squares[3] = squares[4];
              squares[4] = first;
              return squares;
            }));
  }

  @Test
  void claimsCatchAComparisonWithNothing() throws Exception {
    Edition broken =
        (in, said) -> {
          var squares = LongStream.range(0, in.get(MapPerformanceRecipe.ITEMS)).map(x -> x * x);
          said.say("loop", MapPerformanceRecipe.describe(squares.toArray()));
        };

    assertEquals(
        List.of(WAYS), Planted.failing(MapPerformanceRecipe.RECIPE, Map.of("items", "9"), broken));
  }

  @Test
  void anInterruptEndsTheTiming() throws Exception {
    Interrupted.endsClean(MapPerformanceRecipe.RECIPE, Map.of());
  }

  private static List<String> failing(String items, UnaryOperator<long[]> fault) throws Exception {
    Edition edition =
        (in, said) -> {
          int count = in.get(MapPerformanceRecipe.ITEMS);
          for (String way : List.of("loop", "one", "broken")) {
            long[] squares = LongStream.range(0, count).map(x -> x * x).toArray();
            long[] result = way.equals("broken") ? fault.apply(squares) : squares;
            said.say(way, MapPerformanceRecipe.describe(result));
          }
        };
    return Planted.failing(MapPerformanceRecipe.RECIPE, Map.of("items", items), edition);
  }
}
