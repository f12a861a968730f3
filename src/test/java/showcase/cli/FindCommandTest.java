package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.catalogue.Recipe;

class FindCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int find(String words, String... more) {
    String[] args = ("find " + words + " " + String.join(" ", more)).strip().split(" ");
    return Main.execute(args, new PrintWriter(out), new PrintWriter(err, true));
  }

  @ParameterizedTest
  @CsvSource({
    "11, 'limit concurrent use'",
    "11, permit",
    "11, SEMAPHORES",
    "11, control primitive resources",
    "8, 'one thread at a time'",
    "6, map in parallel"
  })
  void theFirstHitShowsNumberNameTitleAndASentence(int number, String words) {
    assertEquals(0, find(words), err.toString());
    assertEquals("", err.toString());
    List<String> lines = out.toString().lines().toList();
    Recipe<?> recipe = Selection.recipe(Integer.toString(number));
    String row = " ?%d  %s +%s".formatted(number, recipe.name(), Pattern.quote(recipe.title()));
    assertTrue(lines.get(0).matches(row), out.toString());
    assertTrue(lines.get(1).matches("    \\S.+"), out.toString());
  }

  @Test
  void aMisspelledWordIsReported() {
    assertEquals(1, find("semafore"));
    assertEquals("", out.toString());
    assertEquals(
        "showcase: no recipe mentions 'semafore' (did you mean 'semaphore'?);"
            + " showcase list shows all\n",
        err.toString());
  }

  @Test
  void wordsThatOccurNowhereGiveOneLine() {
    assertEquals(1, find("frobnicate quux"));
    assertEquals("", out.toString());
    assertEquals(
        "showcase: no recipe mentions 'frobnicate' or 'quux'; showcase list shows all\n",
        err.toString());
  }

  @Test
  void theOtherWordsAreStillFound() {
    assertEquals(0, find("permit frobnicate"));
    assertTrue(out.toString().startsWith("11  semaphore"), out.toString());
    assertEquals("showcase: no recipe mentions 'frobnicate'\n", err.toString());
  }

  @Test
  void jsonHasTheFormatOfList() {
    assertEquals(0, find("permit", "--json"));
    String first = out.toString().lines().findFirst().orElseThrow();
    assertEquals(11, JsonParser.parseString(first).getAsJsonObject().get("number").getAsInt());

    var list = new StringWriter();
    Main.execute(new String[] {"list", "--json"}, new PrintWriter(list), new PrintWriter(err));
    assertTrue(list.toString().lines().toList().contains(first), first);
  }

  static List<String> synonyms() {
    return Synonyms.TABLE.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("synonyms")
  void aSynonymFindsWhatItStandsFor(String word) {
    assertEquals(0, find(word), err.toString());
    assertEquals(
        "showcase: no recipe mentions '%s' (searched for '%s')\n"
            .formatted(word, Synonyms.TABLE.get(word)),
        err.toString());
  }
}
