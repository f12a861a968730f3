package showcase.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Sources;
import showcase.catalogue.Sources.Source;
import showcase.catalogue.StructuredApi;

@Command(
    name = "show",
    description = "Shows a recipe: its problem, its claims, and the source of each edition.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Side by side where the terminal has 160 columns, else one under the other.",
      "",
      "Examples:",
      "  showcase show semaphore | less",
      "  showcase show semaphore --diff       what changed from Java 21 to Java 25",
      "  showcase show semaphore --java 21    the editions in Java 21's API"
    })
final class ShowCommand implements Callable<Integer> {
  private static final int CONTEXT_LINES = 3;

  @Parameters(paramLabel = "NAME", description = "A recipe, see showcase list.")
  private String name;

  @Option(
      names = "--java",
      paramLabel = "RELEASE",
      description = "The API the editions are shown in: 21 or 25 (default: what runs here).")
  private int java = StructuredApi.RELEASE;

  @Option(names = "--diff", description = "The difference between the editions on 21 and on 25.")
  private boolean diff;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "Instead of the terminal's width (40 to 1000).")
  private Integer width;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Recipe recipe = Selection.recipe(name);
    if (java != 21 && java != 25) {
      throw new BadArgumentException("--java must be 21 or 25, not '%d'".formatted(java));
    }
    if (width != null && (width < 40 || width > 1000)) {
      throw new BadArgumentException(
          "--width must be a whole number from 40 to 1000, not '%d'".formatted(width));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (diff) {
      recipe.editions().forEach(edition -> printDiff(recipe, edition, out));
    } else {
      new RecipePage(recipe, java, columns(), Ansi.AUTO.enabled()).print(out);
    }
    return 0;
  }

  /** As many as the terminal says it has; picocli asks it, and takes 80 where there is none. */
  private int columns() {
    return width == null ? spec.usageMessage().autoWidth(true).width() : width;
  }

  private static void printDiff(Recipe recipe, NamedEdition edition, PrintWriter out) {
    List<Source> on21 = Sources.java21Of(recipe, edition);
    List<Source> on25 = Sources.of(recipe, edition);
    boolean same = true;
    for (int i = 0; i < on25.size(); i++) {
      List<String> before = on21.get(i).lines();
      String file = on25.get(i).file();
      var patch = DiffUtils.diff(before, on25.get(i).lines());
      same &= patch.getDeltas().isEmpty();
      UnifiedDiffUtils.generateUnifiedDiff(
              file + " (java 21)", file + " (java 25)", before, patch, CONTEXT_LINES)
          .forEach(out::println);
    }
    if (same) {
      out.println("%s, %s: the same on Java 21 and 25".formatted(recipe.name(), edition.name()));
    }
  }
}
