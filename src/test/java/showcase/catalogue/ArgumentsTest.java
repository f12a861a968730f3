package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static final Parameter TASKS = new Parameter("tasks", 5, 1, 100, "tasks");

  private static final Recipe<Runnable> RECIPE =
      Recipe.<Runnable>recipe(1, "test", "Test", "Test", Runnable.class)
          .topic(Topic.THREADS)
          .problem("p")
          .python("p")
          .parameters(TASKS)
          .whatChanges("w")
          .keepTheClassicWhen("k")
          .watchOutFor("w")
          .build();

  private static Arguments given(String name, String value) {
    return Arguments.of(RECIPE, Map.of(name, value), List.of());
  }

  @Test
  void parametersThatAreNotGivenHaveTheirDefaults() {
    assertEquals(5, Arguments.defaults(RECIPE).get(TASKS));
    assertEquals(100, given("tasks", "100").get(TASKS));
    assertEquals(1, given("tasks", " 1 ").get(TASKS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "99999999999999999999", "x", "", "1.5", "1e2"})
  void theErrorForABadValueNamesItsBounds(String value) {
    var e = assertThrows(BadArgumentException.class, () -> given("tasks", value));
    assertEquals("tasks must be a whole number from 1 to 100, not '" + value + "'", e.getMessage());
  }

  @Test
  void theErrorForAnUnknownParameterNamesTheKnownOnes() {
    var e = assertThrows(BadArgumentException.class, () -> given("task", "1"));
    assertEquals("test has no parameter 'task'; it has tasks (1 to 100)", e.getMessage());
  }

  @Test
  void onlyRecipesThatTakeWordsGetThem() {
    var words = List.of("ls");
    assertThrows(BadArgumentException.class, () -> Arguments.of(RECIPE, Map.of(), words));
  }
}
