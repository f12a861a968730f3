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
    "future-error, future-errors"
  })
  void aMisspelledNameIsNear(String typed, String meant) {
    assertEquals(Optional.of(meant), Selection.nearest(typed, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"frobnicate", "x", "ru", "mu", "lock", "sema", "future"})
  void aNameThatDiffersByMoreThanAThirdIsNotNear(String typed) {
    assertEquals(Optional.empty(), Selection.nearest(typed, NAMES));
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
