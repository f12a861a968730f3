package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import showcase.Program;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

/** Tests the completion script in bash: what the tab key offers after a line. */
class CompletionCommandTest {
  /** The variables that bash sets before it calls the completion function of a command. */
  private static final String TAB =
      """
      . "$1"
      compopt() { :; }
      read -ra COMP_WORDS <<< "$2"
      [[ $2 == *' ' ]] && COMP_WORDS+=("")
      COMP_LINE="$2" COMP_POINT=${#2} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _complete_showcase_recipe
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private Path folder;

  private List<String> tab(String line) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    var script = new StringWriter();
    var out = new PrintWriter(script);
    assertEquals(0, Main.execute(new String[] {"completion"}, out, out));
    Path file = Files.writeString(folder.resolve("completion"), script.toString());
    List<String> command = List.of("/bin/bash", "-c", TAB, "tab", file.toString(), line);
    try (Program bash = Program.start(command)) {
      Program.Result result = bash.result();
      assertEquals("", result.err());
      return List.copyOf(new TreeSet<>(result.out().lines().toList()));
    }
  }

  private static List<String> names() {
    return Catalogue.recipes().stream().<String>map(Recipe::name).sorted().toList();
  }

  @Test
  void commands() throws Exception {
    assertEquals(
        List.of(
            "bench",
            "compare",
            "completion",
            "find",
            "list",
            "load",
            "report",
            "run",
            "serve",
            "show"),
        tab("showcase "));
    assertEquals(List.of("list", "load"), tab("showcase l"));
  }

  @Test
  void recipes() throws Exception {
    assertEquals(names(), tab("showcase show "));
    assertEquals(names(), tab("showcase run mutex "));
    assertEquals(List.of("semaphore"), tab("showcase run sem"));
  }

  @Test
  void theParametersAndEditionsOfTheRecipeOnTheLine() throws Exception {
    for (Recipe<?> recipe : Catalogue.recipes()) {
      List<String> parameters =
          recipe.parameters().stream().map(one -> one.name() + "=").sorted().toList();
      if (recipe.number() == 11 || recipe.number() == 18) { // by name and by number
        assertEquals(parameters, tab("showcase run " + recipe.name() + " -p "));
        assertEquals(parameters, tab("showcase run " + recipe.number() + " -p "));
        assertEquals(
            recipe.editions().stream().<String>map(NamedEdition::name).sorted().toList(),
            tab("showcase run " + recipe.name() + " --edition "));
      }
    }
  }

  @Test
  void options() throws Exception {
    assertTrue(tab("showcase list --").contains("--json"));
    assertEquals(List.of("platform"), tab("showcase serve --edition p"));
    assertEquals(List.of("virtual", "virtual-poller"), tab("showcase serve --edition v"));
  }
}
