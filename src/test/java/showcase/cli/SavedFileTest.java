package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import showcase.catalogue.BadArgumentException;

class SavedFileTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itsContentComesInOneStep() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    try (var saved = new SavedFile(file)) {
      assertEquals("old", Files.readString(file));
      saved.write("new");
      assertEquals("new", Files.readString(file));
    }
    assertEquals(List.of("a.json"), names());
  }

  @Test
  void withoutContentItStaysAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    new SavedFile(file).close();
    new SavedFile(folder.resolve("b.json")).close();
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.json"), names());
  }

  @Test
  void itIsWrittenWhereALinkLeads() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
    try (var saved = new SavedFile(link)) {
      saved.write("new");
    }
    assertEquals("new", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void aFolderOfThatNameIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("a.json"));
    assertThrows(BadArgumentException.class, () -> new SavedFile(taken).close());
  }

  @Test
  void whereNothingCanBeWrittenItSaysSoBeforeAnythingIsMeasured() {
    Path file = folder.resolve("no").resolve("a.json");
    var e = assertThrows(IOException.class, () -> new SavedFile(file).close());
    assertEquals("cannot write " + file + ": no such file or folder", e.getMessage());
  }
}
