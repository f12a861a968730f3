package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;

/** What the README quotes is what the sources say. */
class ReadmeTest {
  private static final Path PAIR = Path.of("src/main/java/showcase/recipe/semaphore");

  private final String readme = Files.readString(Path.of("README.md"));

  ReadmeTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"LimitedUse", "SemaphoreClassic", "SemaphoreModern"})
  void thePairIsTheSources(String type) throws IOException {
    String source = Files.readString(PAIR.resolve(type + ".java"));
    String withoutImports = source.substring(source.indexOf("/**"));
    assertTrue(readme.contains("```java\n" + withoutImports + "```"), type);
  }

  @Test
  void everyRecipeStandsInTheTableWithItsTitle() {
    List<String> missing =
        Catalogue.recipes().stream()
            .map(ReadmeTest::row)
            .filter(row -> !readme.contains(row))
            .toList();
    assertEquals(List.of(), missing);
  }

  private static String row(Recipe<?> recipe) {
    return "| %d | `%s` | %s | ".formatted(recipe.number(), recipe.name(), recipe.title());
  }
}
