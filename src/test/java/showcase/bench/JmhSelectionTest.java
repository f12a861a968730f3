package showcase.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import showcase.benchmarks.RecipeBenchmark;
import showcase.catalogue.BadArgumentException;

class JmhSelectionTest {
  private static final String WHOLE = "showcase.benchmarks.RecipeBenchmark.whole";
  private static final String CLASSIC = "showcase.benchmarks.HandOverBenchmark.classic";
  private static final String MODERN = "showcase.benchmarks.HandOverBenchmark.modern";
  private static final List<String> ALL = List.of(CLASSIC, MODERN, WHOLE);

  private static JmhSelection select(String... patterns) {
    return JmhSelection.of(List.of(patterns), List.of(), ALL);
  }

  @Test
  void noPatternSelectsAll() {
    assertEquals(new JmhSelection(ALL, RecipeBenchmark.names()), select());
  }

  @Test
  void aRecipeNameSelectsOnlyThatRecipe() {
    assertEquals(new JmhSelection(List.of(WHOLE), List.of("pool-map")), select("pool-map"));
  }

  @Test
  void aNameFromTheTableSelectsBothEditionsAndJmhsOwnNameOnlyOne() {
    assertEquals(new JmhSelection(List.of(CLASSIC, MODERN), List.of()), select("hand-over"));
    assertEquals(new JmhSelection(List.of(MODERN), List.of()), select("HandOver.*modern"));
    assertEquals(new JmhSelection(List.of(WHOLE), RecipeBenchmark.names()), select("Recipe"));
  }

  @Test
  void excludedBenchmarksAreLeftOut() {
    JmhSelection selection = JmhSelection.of(List.of(), List.of("hand-over", "pool-map"), ALL);

    assertEquals(List.of(WHOLE), selection.benchmarks());
    assertFalse(selection.recipes().contains("pool-map"));
    assertTrue(selection.recipes().contains("semaphore"));
  }

  @Test
  void everyPatternMustSelectSomething() {
    String message =
        assertThrows(BadArgumentException.class, () -> select("pool-map", "no-such")).getMessage();

    assertEquals("no benchmark matches 'no-such'; showcase bench -l lists all", message);
  }

  @Test
  void anErrorSaysWhyARecipeIsNotTimed() {
    String message =
        assertThrows(BadArgumentException.class, () -> select("fib-server")).getMessage();

    assertTrue(message.startsWith("the recipe fib-server is not timed: "), message);
    assertFalse(RecipeBenchmark.names().contains("fib-server"));
  }
}
