package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();

  private Progress progress(boolean terminal, String term, int columns) {
    Screen screen = Screen.of(terminal, Map.of("TERM", term), () -> columns);
    return new Progress(Output.of(new PrintWriter(text), screen));
  }

  @Test
  void aTerminalGetsOneLineThatIsCutAndErased() {
    try (var progress = progress(true, "xterm", 12)) {
      progress.at("0123456789012345");
    }
    assertEquals("\r\u001b[J\u001b[?7l… 01234567…\u001b[?7h\r\r\u001b[J", text.toString());
  }

  @Test
  void aStepOfAnyTextSendsNoEscapeOfItsOwn() {
    try (var progress = progress(true, "xterm", 80)) {
      progress.at("\u001b[2J\u202e");
    }
    assertTrue(text.toString().contains("… \\u001b[2J\\u202e"), text::toString);
    assertFalse(text.toString().contains("\u001b[2J"), text::toString);
  }

  @Test
  void elsewhereThereAreNoEscapes() {
    try (var dumb = progress(true, "dumb", 80);
        var file = progress(false, "xterm", 80)) {
      dumb.at("one");
      file.at("two");
    }
    assertFalse(text.toString().contains("\u001b"), text::toString);
  }
}
