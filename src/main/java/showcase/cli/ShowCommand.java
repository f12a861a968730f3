package showcase.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.Arguments;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Slice;
import showcase.catalogue.Sources;
import showcase.catalogue.Sources.Source;
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
      "  showcase show semaphore --java 21    the editions in Java 21's API",
      "  showcase show semaphore --diff       what changed to Java 25, and to 27",
      "  showcase show semaphore --diff 25..27"
    })
final class ShowCommand implements Callable<Integer> {
  private static final int CONTEXT_LINES = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String ALL_STEPS = "";

  @Parameters(paramLabel = "NAME", description = "A recipe; see showcase list.")
  private String name;

  @Option(
      names = "--java",
      paramLabel = "RELEASE",
      description =
          "Show the editions in the API of Java 21, 25 or 27 (default: the one that runs).")
  private String java = Integer.toString(Sources.releaseFor(Slice.RELEASE));

  @Option(
      names = "--diff",
      paramLabel = "FROM..TO",
      arity = "0..1",
      fallbackValue = ALL_STEPS,
      preprocessor = DiffWithoutValue.class,
      description =
          "Show how the editions differ between two of Java 21, 25 and 27"
              + " (without a value: 21..25 and 25..27).")
  private String diff;

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
  @Within(least = 40, most = 1000)
  private Integer width;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Recipe<?> recipe = Selection.recipe(name);
    int release =
        Sources.RELEASES.stream()
            .filter(one -> one.toString().equals(java))
            .findFirst()
            .orElseThrow(() ->
                new BadArgumentException("--java must be 21, 25 or 27, not '%s'".formatted(java)));
    Output out = Output.of(spec.commandLine().getOut());
    var page = new RecipePage(recipe, release, columns(out), imports, out.screen().colours());
    if (diff != null) {
      steps().forEach(step -> printDiff(recipe, step, out));
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

  private int columns(Output out) {
    return width == null ? out.screen().columns() : width;
  }

  /** From one release's API to a later one's. */
  private record Step(int from, int to) {
    @Override
    public String toString() {
      return from + ".." + to;
    }
  }

  private List<Step> steps() {
    List<Step> steps = List.of(new Step(21, 25), new Step(25, 27));
    if (diff.equals(ALL_STEPS)) {
      return steps;
    }
    return Stream.concat(steps.stream(), Stream.of(new Step(21, 27)))
        .filter(step -> step.toString().equals(diff))
        .findFirst()
        .map(List::of)
        .orElseThrow(() ->
            new BadArgumentException(
                "--diff must be 21..25, 25..27 or 21..27, not '%s'".formatted(diff)));
  }

  private static void printDiff(Recipe<?> recipe, Step step, PrintWriter out) {
    for (int release : Sources.RELEASES) {
      if (release > step.from() && release <= step.to()) {
        printNotice(recipe, release, out);
      }
    }
    recipe.editions().forEach(edition -> printDiff(recipe, edition, step, out));
    out.println();
  }

  private static void printNotice(Recipe<?> recipe, int release, PrintWriter out) {
    String notice = recipe.apiChanges().get(release);
    if (notice != null) {
      RecipePage.paragraph("To Java %d: %s".formatted(release, notice), out);
      out.println();
    }
  }

  private static void printDiff(
      Recipe<?> recipe, NamedEdition<?> edition, Step step, PrintWriter out) {
    List<Source> before = Sources.of(recipe, edition.sources(), step.from());
    List<Source> after = Sources.of(recipe, edition.sources(), step.to());
    boolean same = true;
    for (int i = 0; i < after.size(); i++) {
      List<String> lines = before.get(i).lines();
      String file = after.get(i).file();
      var patch = DiffUtils.diff(lines, after.get(i).lines());
      same &= patch.getDeltas().isEmpty();
      UnifiedDiffUtils.generateUnifiedDiff(
              "%s (java %d)".formatted(file, step.from()),
              "%s (java %d)".formatted(file, step.to()),
              lines,
              patch,
              CONTEXT_LINES)
          .forEach(out::println);
    }
    if (same) {
      out.println(
          "%s, %s: the same on Java %d and %d"
              .formatted(recipe.name(), edition.name(), step.from(), step.to()));
    }
  }

  /**
   * Lets a recipe's name follow {@code --diff}. Once the name is known, any word is the value;
   * before, only a word with two dots.
   */
  static final class DiffWithoutValue implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean attached = !" ".equals(info.get("separator"));
      boolean named = command.positionalParameters().getFirst().getValue() != null;
      if (!attached && !isValue(args.isEmpty() ? "-" : args.peek(), named)) {
        args.push(ALL_STEPS);
      }
      return false; // picocli takes the top of the stack for the value
    }

    private static boolean isValue(String next, boolean named) {
      return named ? !next.startsWith("-") : next.contains("..");
    }
  }
}
