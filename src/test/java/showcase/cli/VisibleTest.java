package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.text.Visible;

class VisibleTest {

  @ParameterizedTest
  @CsvSource({
    "001b, an escape",
    "0007, the bell",
    "0008, a backspace",
    "000c, a form feed",
    "000d, a carriage return",
    "007f, delete",
    "0085, the next line of C1",
    "009b, the control sequence introducer of C1",
    "200e, a left-to-right mark",
    "200f, a right-to-left mark",
    "061c, an Arabic letter mark",
    "202a, an embedding",
    "202e, an override",
    "2066, an isolate",
    "2069, the end of an isolate",
    "2028, a line separator",
    "feff, a byte order mark",
    "00ad, a soft hyphen",
    "d800, half a pair",
    "dfff, the other half"
  })
  void whatATerminalWouldObeyIsShown(String hex, String what) {
    String text = "a" + (char) Integer.parseInt(hex, 16) + "z";
    String shown = "a\\u" + hex + "z";
    assertEquals(shown, Visible.of(text), what);
    assertEquals(shown, printed(text), what);
    assertEquals(text, JsonParser.parseString('"' + shown + '"').getAsString(), what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "tab\t and line\n",
        "Jürgen, Ελλάδα, עברית, 漢字",
        "👩\u200d🔬 🇩🇪",
        "… █ µ ×"
      })
  void otherTextStaysAsItIs(String text) {
    assertEquals(text, Visible.of(text));
    assertEquals(text, printed(text));
  }

  @Test
  void aPairThatIsWrittenInTwoHalvesIsOneCharacter() throws IOException {
    var to = new StringWriter();
    var visible = new Visible(to);
    visible.write("\ud83d");
    visible.write("\ude80 \ud83d");
    visible.flush();
    assertEquals("🚀 \\ud83d", to.toString());
  }

  /** Everything that a command prints takes the same way, results and errors. */
  @Test
  void commandsPrintNothingThatATerminalWouldObey() {
    var out = new StringWriter();
    var err = new StringWriter();
    String bad = "\u001b[31mx\u202e\u0007\ud800";
    String shown = "\\u001b[31mx\\u202e\\u0007\\ud800";
    for (String[] args :
        new String[][] {
          {bad},
          {"show", bad},
          {"run", "mutex", "--edition", bad},
          {"run", "mutex", "-p", bad},
          {"load", "--port", bad},
          {"compare", "--work", bad},
          {"bench", "--save", "no/" + bad},
          {"list", bad},
          {"list", "--" + bad}
        }) {
      err.getBuffer().setLength(0);
      Main.execute(args, new PrintWriter(out), new PrintWriter(err));
      assertTrue(err.toString().contains(shown), () -> String.join(" ", args) + ": " + err);
      assertFalse((out + "" + err).matches("(?s).*[\u001b\u202e\u0007].*"), err::toString);
    }
  }

  private static String printed(String text) {
    var to = new StringWriter();
    Output output = Output.of(new PrintWriter(to));
    output.print(text);
    output.flush();
    return to.toString();
  }
}
