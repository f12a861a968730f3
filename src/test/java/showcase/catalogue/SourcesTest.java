package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.catalogue.Sources.Source;

class SourcesTest {

  @ParameterizedTest
  @CsvSource({"21, 21", "25, 25", "27, 27", "28, 27"})
  void aSliceIsCompiledFromTheSourcesOfARelease(int slice, int release) {
    assertEquals(release, Sources.releaseFor(slice));
  }

  @Test
  void theSliceThatRunsIsOneOfThoseTheSourcesAreFor() {
    assertEquals(Runtime.version().feature(), Slice.RELEASE);
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25, 27})
  void aReleaseHasItsOwnFileOrTheCommonOne(int release) throws Exception {
    Path overlay = Path.of("src/main/java" + (release == 25 ? "" : release));
    for (Recipe<?> recipe : Catalogue.recipes()) {
      for (Source source : Sources.of(recipe, recipe.situationSources(), release)) {
        Path own = overlay.resolve(recipe.folder()).resolve(source.file());
        Path common = Path.of("src/main/java").resolve(recipe.folder()).resolve(source.file());
        assertEquals(Files.readString(Files.exists(own) ? own : common), source.text());
      }
    }
  }

  /** A recipe says what to notice in the API of a release exactly if a file of it changes there. */
  @ParameterizedTest
  @CsvSource({"25, src/main/java21", "27, src/main/java27"})
  void aRecipeSaysWhatChangesExactlyIfAFileChanges(int release, Path overlay) {
    List<String> changed =
        Catalogue.recipes().stream()
            .filter(recipe -> Files.exists(overlay.resolve(recipe.folder())))
            .map(Recipe::name)
            .toList();
    List<String> said =
        Catalogue.recipes().stream()
            .filter(recipe -> recipe.apiChanges().containsKey(release))
            .map(Recipe::name)
            .toList();
    assertEquals(changed, said);
  }
}
