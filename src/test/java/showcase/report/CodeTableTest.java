package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Sources;

/** Tests that the merged sources are the sources. */
class CodeTableTest {

  /** What a reader copies is the file as it compiles, on every release. */
  @Test
  void eachReleasesLinesAreThoseOfItsFile() {
    for (Recipe<?> recipe : Catalogue.recipes()) {
      List<String> left = recipe.editions().get(0).sources();
      List<String> right = recipe.editions().get(1).sources();
      var table =
          CodeTable.of(
              "left",
              CodeFile.of(recipe, left.getFirst(), "a"),
              "right",
              CodeFile.of(recipe, right.getFirst(), "b"));
      for (int release : Sources.RELEASES) {
        assertEquals(text(recipe, left, release), text(table, CodeTable.Row::left, release));
        assertEquals(text(recipe, right, release), text(table, CodeTable.Row::right, release));
      }
    }
  }

  private static String text(Recipe<?> recipe, List<String> files, int release) {
    return String.join(
        "\n", Sources.of(recipe, List.of(files.getFirst()), release).getFirst().lines());
  }

  private static String text(
      CodeTable table, Function<CodeTable.Row, List<CodeLine>> side, int release) {
    return Stream.concat(table.head().stream(), table.body().stream())
        .flatMap(row -> side.apply(row).stream())
        .filter(line -> line.releases().contains(release))
        .map(line -> plain(line.html()))
        .collect(Collectors.joining("\n"));
  }

  private static String plain(String html) {
    return html.replaceAll("</?i[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void noTwoLinesHaveTheSameName() {
    for (Recipe<?> recipe : Catalogue.recipes()) {
      CodeFile file = CodeFile.of(recipe, recipe.editions().get(1).sources().getFirst(), "a");
      Set<String> names = new HashSet<>();
      for (CodeFile.Merged part : List.of(file.head(), file.body())) {
        Stream.concat(part.places().stream(), part.more().values().stream().flatMap(List::stream))
            .flatMap(List::stream)
            .forEach(line -> assertTrue(names.add(line.id()), line.id()));
      }
    }
  }

  @Test
  void aLineIsMarkedInTheReleaseThatChangesIt() {
    assertEquals("r25 m25", new CodeLine("a", 1, "", List.of(25)).classes());
    assertEquals("r25 m25 r27", new CodeLine("a", 1, "", List.of(25, 27)).classes());
    assertEquals("r21 r25", new CodeLine("a", 1, "", List.of(21, 25)).classes());
    assertEquals("", new CodeLine("a", 1, "", Sources.RELEASES).classes());
  }
}
