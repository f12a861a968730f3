package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;

class RecipeTableTest {

  private static List<String> lines(int columns) {
    var table = new RecipeTable(Catalogue.recipes(), columns);
    List<String> lines = new ArrayList<>();
    Catalogue.recipes().forEach(recipe -> lines.addAll(table.withEditions(recipe)));
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 50, 60, 70, 80, 100, 120, 200})
  void everyRowFitsAndNothingIsCut(int columns) {
    List<String> lines = lines(columns);
    assertTrue(lines.stream().allMatch(line -> line.length() <= columns), lines.toString());

    String words = String.join(" ", lines).replaceAll(" +", " ");
    for (Recipe<?> recipe : Catalogue.recipes()) {
      String row = recipe.number() + " " + recipe.name() + " " + recipe.title();
      assertTrue(words.contains(row), row);
    }
  }

  @Test
  void aWideTerminalHasTheEditionsToo() {
    assertTrue(lines(200).getFirst().endsWith("  classic, modern"), lines(200).toString());
    assertEquals(Catalogue.recipes().size(), lines(200).size());
  }

  @Test
  void textIsWrappedBetweenWords() {
    assertEquals(List.of("one two", "three"), RecipeTable.wrap("one two three", 7));
    assertEquals(List.of("one", "two"), RecipeTable.wrap("one two", 6));
    assertEquals(List.of("much-too-long", "a"), RecipeTable.wrap("much-too-long a", 5));
    assertEquals(List.of(""), RecipeTable.wrap("", 5));
  }
}
