package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

  /** Neither a file that looks like its own, nor one to which such a name leads. */
  @Test
  void noOtherFileIsWritten() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter"), "Dear reader");
    Path own = Files.writeString(folder.resolve("a.json.unfinished"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("b.json.unfinished"), letter);
    for (String name : List.of("a.json", "b.json")) {
      try (var saved = new SavedFile(folder.resolve(name))) {
        saved.write("new");
      }
    }
    assertEquals("mine", Files.readString(own));
    assertEquals("Dear reader", Files.readString(letter));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(folder.resolve("a.json")));
    assertEquals("new", Files.readString(folder.resolve("b.json")));
    assertFalse(Files.isSymbolicLink(folder.resolve("b.json")));
  }

  @Test
  void anObjectionIsHeardBeforeAnythingIsMeasured() throws IOException {
    Path file = folder.resolve("a.json");
    var e =
        assertThrows(
            BadArgumentException.class,
            () -> new SavedFile(file, any -> Optional.of(any + " is precious")).close());
    assertEquals(file + " is precious", e.getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void anObjectionInTheMeantimeKeepsBothTheFileAndItsNewContent() throws IOException {
    Path file = folder.resolve("a.json");
    SavedFile.Objection ifThere =
        any -> Files.exists(any) ? Optional.of(any + " is precious") : Optional.empty();
    try (var saved = new SavedFile(file, ifThere)) {
      Files.writeString(file, "precious");
      assertKept("new", file + " is precious", () -> saved.write("new"));
    }
    assertEquals("precious", Files.readString(file));
    assertEquals(2, names().size(), names()::toString);
  }

  @Test
  void aFolderOfThatNameInTheMeantimeKeepsTheNewContent() throws IOException {
    Path file = folder.resolve("a.json");
    try (var saved = new SavedFile(file)) {
      Files.createDirectory(file);
      assertKept("new", "cannot write " + file + ": ", () -> saved.write("new"));
    }
    assertEquals(2, names().size(), names()::toString);
  }

  private static void assertKept(String content, String reason, Executable write)
      throws IOException {
    String message = assertThrows(IOException.class, write).getMessage();
    String where = "; its new content is in ";
    assertTrue(message.startsWith(reason) && message.contains(where), message);
    Path kept = Path.of(message.substring(message.indexOf(where) + where.length()));
    assertEquals(content, Files.readString(kept));
  }

  @Test
  void aFolderOfThatNameIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("a.json"));
    var e = assertThrows(IOException.class, () -> new SavedFile(taken).close());
    assertEquals("cannot write " + taken + ": it is a folder", e.getMessage());
  }

  @Test
  void whereNothingCanBeWrittenItSaysSoBeforeAnythingIsMeasured() {
    Path file = folder.resolve("no").resolve("a.json");
    var e = assertThrows(IOException.class, () -> new SavedFile(file).close());
    assertEquals("cannot write " + file + ": no such file or folder", e.getMessage());
  }
}
