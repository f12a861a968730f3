package showcase.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.Patience;
import showcase.Program;

/** Tests {@code --open} with a program in the place of the system's opener. */
@Tag("once")
@ExtendWith(Patience.class)
class BrowserTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, rundll32"})
  void eachSystemHasItsOpener(String system, String opener) {
    List<String> command = Browser.command(system, "file:///a b.html");

    assertTrue(String.join(" ", command).contains(opener), command::toString);
    assertEquals("file:///a b.html", command.getLast(), "no shell reads it");
  }

  /** Starts the program with an opener that writes down what it is asked to open. */
  private Program start(String... args) throws Exception {
    for (String name : List.of("xdg-open", "open")) {
      Path opener = folder.resolve(name);
      Files.writeString(
          opener,
          """
          #!/bin/sh
          printf '%%s' "$1" >"%1$s/writing" && mv "%1$s/writing" "%1$s/opened"
          """
              .formatted(folder));
      Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of("env", "PATH=" + folder + ":" + System.getenv("PATH")));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-preview", "-cp", System.getProperty("java.class.path")));
    command.add("showcase.cli.Main");
    command.addAll(List.of(args));
    return Program.start(command);
  }

  private String opened() throws Exception {
    Path opened = folder.resolve("opened");
    await().until(() -> Files.exists(opened));
    return Files.readString(opened);
  }

  @Test
  void aReportIsOpenedWhereItWasWritten() throws Exception {
    Path file = folder.resolve("a page.html");
    try (Program program = start("report", "priority-queue", "--open", "-o", file.toString())) {
      Program.Result result = program.result();
      assertEquals(0, result.code(), result.err());
      assertEquals(file.toUri().toString(), opened());
    }
  }

  /** Every user can read the command line of every program, and the token is in the address. */
  @Test
  void theAddressOfALiveReportIsInNoCommandLine() throws Exception {
    try (Program program = start("report", "--live", "--open", "semaphore")) {
      String opened = opened();
      String url = program.outSoFar().strip();
      String token = url.substring(url.indexOf("token=") + "token=".length());
      assertEquals(32, token.length(), url);
      assertFalse(opened.contains(token), opened);

      Path file = Path.of(URI.create(opened));
      assertTrue(Files.readString(file).contains("url=" + url + "\""), Files.readString(file));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      program.signal("TERM");
      program.result();
      assertFalse(Files.exists(file), "it is left");
    }
  }
}
