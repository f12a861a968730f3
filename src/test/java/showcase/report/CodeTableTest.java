package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.DiffUtils;
import java.util.ArrayList;
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
import showcase.catalogue.Sources.Source;

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
    assertEquals("r25 m25", line(List.of(25), List.of()).classes());
    assertEquals("r25 m25 r27", line(List.of(25, 27), List.of()).classes());
    assertEquals("r21 r25", line(List.of(21, 25), List.of()).classes());
    assertEquals("", line(Sources.RELEASES, List.of()).classes());
  }

  @Test
  void aLineThatIsNotInAllReleasesNamesThem() {
    assertEquals("Java 21, 25", line(List.of(21, 25), List.of()).only());
    assertEquals("", line(Sources.RELEASES, List.of(25)).only());
  }

  @Test
  void theLineAfterDroppedOnesIsMarked() {
    assertEquals("r21 r25 d25 r27", line(Sources.RELEASES, List.of(25)).classes());
    Set<Integer> dropping = new HashSet<>();
    for (Recipe<?> recipe : Catalogue.recipes()) {
      for (String source : recipe.editions().get(1).sources()) {
        CodeFile file = CodeFile.of(recipe, source, "a");
        for (int release : List.of(25, 27)) {
          List<Integer> expected = afterDropped(recipe, source, release);
          assertEquals(expected, marked(file, release), source + " on " + release);
          if (!expected.isEmpty()) {
            dropping.add(release);
          }
        }
      }
    }
    assertEquals(Set.of(25, 27), dropping);
  }

  private static CodeLine line(List<Integer> releases, List<Integer> dropping) {
    return new CodeLine("a", 1, "", releases, dropping);
  }

  /** By Java 25's numbers, the lines after those that a release has no longer. */
  private static List<Integer> afterDropped(Recipe<?> recipe, String source, int release) {
    Source common = Sources.of(recipe, List.of(source), 25).getFirst();
    Source other = Sources.of(recipe, List.of(source), release == 25 ? 21 : 27).getFirst();
    List<Integer> lines = new ArrayList<>();
    for (boolean head : new boolean[] {true, false}) {
      int offset = head ? 0 : common.headLines();
      for (var delta : DiffUtils.diff(part(common, head), part(other, head)).getDeltas()) {
        int fewer = delta.getSource().size() - delta.getTarget().size();
        if (release == 25 ? fewer < 0 : fewer > 0) {
          lines.add(offset + delta.getSource().getPosition() + delta.getSource().size() + 1);
        }
      }
    }
    return lines;
  }

  private static List<String> part(Source source, boolean head) {
    int end = source.headLines();
    return head
        ? source.lines().subList(0, end)
        : source.lines().subList(end, source.lines().size());
  }

  private static List<Integer> marked(CodeFile file, int release) {
    return Stream.of(file.head(), file.body())
        .flatMap(part ->
            Stream.concat(
                part.places().stream(), part.more().values().stream().flatMap(List::stream)))
        .flatMap(List::stream)
        .filter(line -> line.dropping().contains(release))
        .map(CodeLine::number)
        .sorted()
        .toList();
  }
}
