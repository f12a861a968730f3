package showcase.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhLeftoversTest {

  @Test
  void whatAKilledRunOfJmhLeftIsDeletedAndNothingElse(@TempDir Path folder) throws IOException {
    for (String old : new String[] {"jmh12stdout", "jmh3stderr", "jmh.lock", "jmhstdout", "x1"}) {
      Path file = Files.createFile(folder.resolve(old));
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    }
    Files.createFile(folder.resolve("jmh99stdout")); // of this run

    JmhLeftovers.delete(folder, 2_000);

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          Set.of("jmh.lock", "jmhstdout", "x1", "jmh99stdout"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void aMissingFolderIsNoFailure(@TempDir Path folder) {
    JmhLeftovers.delete(folder.resolve("no"), 2_000);
  }
}
