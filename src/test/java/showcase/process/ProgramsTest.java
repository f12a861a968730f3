package showcase.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  private static final String NO_FOLDER = "/no/such/folder";

  @Test
  void aProgramIsInTheFirstFolderOfThePathThatHasIt(@TempDir Path folder) throws Exception {
    Path program = Files.createFile(folder.resolve("program"));
    assertEquals(Optional.empty(), Programs.find("program", folder.toString()));
    assertTrue(program.toFile().setExecutable(true));
    assertEquals(
        Optional.of(program.toString()), Programs.find("program", NO_FOLDER + ":" + folder));
    assertEquals(Optional.of(program.toString()), Programs.find(program.toString(), NO_FOLDER));
  }

  @Test
  void withoutAPathItIsWhereTheSystemHasIt() {
    assertTrue(Programs.find("sh", null).orElseThrow().matches("(/usr)?/bin/sh"));
    assertEquals(Optional.empty(), Programs.find("no-such-program", null));
  }

  @Test
  void anEmptyFolderIsTheWorkingFolder() throws Exception {
    Path program = Files.createTempFile(Path.of(""), "program", "");
    try {
      assertTrue(program.toFile().setExecutable(true));
      String name = program.getFileName().toString();
      String found = "." + File.separator + name;
      for (String path : new String[] {"", ":" + NO_FOLDER, NO_FOLDER + ":"}) {
        assertEquals(Optional.of(found), Programs.find(name, path), path);
      }
      assertEquals(Optional.empty(), Programs.find(name, NO_FOLDER));
    } finally {
      Files.delete(program);
    }
  }
}
