package showcase.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.Arguments;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Sources;
import showcase.catalogue.Sources.Source;
import showcase.catalogue.StructuredApi;
import showcase.catalogue.Verdict;
import showcase.observe.Observation;

@Command(
    name = "show",
    description = "Shows a recipe: its problem, the source of each edition, and what happens.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Editions stand side by side if the terminal has 172 columns.",
      "",
      "Examples:",
      "  showcase show semaphore | less",
      "  showcase show semaphore --situations the situations and their witnesses",
      "  showcase show semaphore --diff       what changed from Java 21 to Java 25",
      "  showcase show semaphore --java 21    the editions in Java 21's API"
    })
final class ShowCommand implements Callable<Integer> {
  private static final int CONTEXT_LINES = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Parameters(paramLabel = "NAME", description = "A recipe; see showcase list.")
  private String name;

  @Option(
      names = "--java",
      paramLabel = "RELEASE",
      description = "Show the editions in the API of Java 21 or 25 (default: the one that runs).")
  private int java = StructuredApi.RELEASE;

  @Option(names = "--diff", description = "Show how the editions differ between Java 21 and 25.")
  private boolean diff;

  @Option(names = "--imports", description = "Show the package and import lines of each file.")
  private boolean imports;

  @Option(
      names = "--situations",
      description = "Show the files that pose the situations and observe the editions.")
  private boolean situations;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "Use this width instead of the terminal's (40 to 1000).")
  private Integer width;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Recipe<?> recipe = Selection.recipe(name);
    if (java != 21 && java != 25) {
      throw new BadArgumentException("--java must be 21 or 25, not '%d'".formatted(java));
    }
    PrintWriter out = spec.commandLine().getOut();
    var page = new RecipePage(recipe, java, columns(), imports, Ansi.AUTO.enabled());
    if (diff) {
      recipe.editions().forEach(edition -> printDiff(recipe, edition, out));
      return 0;
    }
    if (situations) {
      page.printSituations(out);
      return 0;
    }
    List<Verdict> verdicts = runEach(recipe);
    page.print(verdicts, out);
    return verdicts.stream().allMatch(Verdict::fine) ? 0 : 1;
  }

  private List<Verdict> runEach(Recipe<?> recipe) throws InterruptedException, IOException {
    var runner = new Runner(DEADLINE);
    List<Verdict> verdicts = new ArrayList<>();
    try (var progress = new Progress(spec.commandLine().getErr())) {
      progress.at("running " + recipe.name());
      Observation.warmUp();
      for (NamedEdition<?> edition : recipe.editions()) {
        verdicts.add(runner.run(recipe, edition.name(), Arguments.defaults(recipe)));
      }
    }
    return verdicts;
  }

  private int columns() {
    if (width == null) {
      return Columns.here();
    }
    if (width < 40 || width > 1000) {
      throw new BadArgumentException(
          "--width must be a whole number from 40 to 1000, not '%d'".formatted(width));
    }
    return width;
  }

  private static void printDiff(Recipe<?> recipe, NamedEdition<?> edition, PrintWriter out) {
    List<Source> on21 = Sources.of(recipe, edition.sources(), 21);
    List<Source> on25 = Sources.of(recipe, edition.sources(), 25);
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
