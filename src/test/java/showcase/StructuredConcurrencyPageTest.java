package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The code in docs/structured-concurrency.md is a part of the sources that the page links to. */
class StructuredConcurrencyPageTest {
  private static final Path PAGE = Path.of("docs/structured-concurrency.md");
  private static final Pattern LINK = Pattern.compile("\\((\\.\\./[^)]*)\\)");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private final String page = Files.readString(PAGE);

  StructuredConcurrencyPageTest() throws IOException {}

  @TestFactory
  Stream<DynamicTest> everyBlockIsInASourceThatIsLinkedAbove() {
    return BLOCK
        .matcher(page)
        .results()
        .map(block ->
            DynamicTest.dynamicTest(
                block.group(1).lines().findFirst().orElse(""),
                () ->
                    assertTrue(
                        links(page.substring(0, block.start()))
                            .anyMatch(source -> read(source).contains(block.group(1))),
                        block::group)));
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsToAFile() {
    return links(page)
        .map(
            file -> DynamicTest.dynamicTest(file.toString(), () -> assertTrue(Files.exists(file))));
  }

  @Test
  void theMapStandsThereForEachRelease() {
    assertEquals(3, Pattern.compile("  public <T, R> List<R> map").matcher(page).results().count());
  }

  private static Stream<Path> links(String text) {
    return LINK.matcher(text)
        .results()
        .map(link -> PAGE.resolveSibling(link.group(1)).normalize())
        .distinct();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
