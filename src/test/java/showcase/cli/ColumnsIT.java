package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.Program;

/** How wide the packed jar writes, on a terminal and without one. */
class ColumnsIT {

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void whatIsListedFitsTheTerminal(Path home) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script command");
    String list = String.join(" ", Program.command(home, "list"));
    String onNarrow = "stty cols 50; COLUMNS=200 " + list;

    int widest = widest(List.of("script", "-qec", onNarrow, "/dev/null"));

    assertTrue(widest > 30 && widest <= 50, "widest line: " + widest);
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void whereThereIsNoTerminalColumnsCounts(Path home) throws Exception {
    String list = String.join(" ", Program.command(home, "list"));

    int narrow = widest(List.of("env", "COLUMNS=45", "sh", "-c", list));
    int usual = widest(List.of("env", "-u", "COLUMNS", "sh", "-c", list));

    assertTrue(narrow > 30 && narrow <= 45, "widest line: " + narrow);
    assertTrue(usual > 45 && usual <= 80, "widest line: " + usual);
  }

  private static int widest(List<String> command) throws Exception {
    try (Program program = Program.start(command)) {
      Program.Result result = program.result();
      assertEquals(0, result.code(), result.err());
      return result.out().lines().mapToInt(String::length).max().orElseThrow();
    }
  }
}
