package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.catalogue.Catalogue;

class SelectionTest {
  private static final List<String> NAMES =
      List.of("run", "list", "semaphore", "future-errors", "mutex");

  @ParameterizedTest
  @CsvSource({
    "rnu, run",
    "lits, list",
    "lst, list",
    "mutexx, mutex",
    "MUTEX, mutex",
    "semafore, semaphore",
    "sempahore, semaphore",
    "future-error, future-errors",
    "ilst, list"
  })
  void aMisspelledNameIsNear(String typed, String meant) {
    assertEquals(Optional.of(meant), Selection.nearest(typed, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"frobnicate", "x", "ru", "mu", "lock", "sema", "future"})
  void aNameThatDiffersByMoreThanAThirdIsNotNear(String typed) {
    assertEquals(Optional.empty(), Selection.nearest(typed, NAMES));
  }

  /** Or find would ask: did you mean 'far', 'get', 'each', 'ten'? */
  @ParameterizedTest
  @CsvSource({"bar, far", "net, get", "cach, each", "tea, ten", "--help, --kelp", "kist, list"})
  void aNameThatBeginsDifferentlyOrIsAnotherShortWordIsNotNear(String typed, String name) {
    assertEquals(Optional.empty(), Selection.nearest(typed, List.of(name)));
  }

  @Test
  void aRecipeHasANumberAndAName() {
    Catalogue.recipes()
        .forEach(recipe -> {
          assertEquals(recipe, Selection.recipe(Integer.toString(recipe.number())));
          assertEquals(recipe, Selection.recipe(recipe.name()));
        });
  }
}
