package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.Arguments;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.catalogue.Situation;
import showcase.catalogue.Verdict;
import showcase.observe.Observation;

@Command(
    name = "run",
    description = "Poses each situation of a recipe to its editions, and checks the claims.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase run semaphore",
      "  showcase run semaphore -p jobs=50 -p limit=3 --edition modern",
      "  showcase run semaphore --situation interrupted",
      "  showcase run mutex priority-queue --repeat 20 --json | jq .status"
    })
final class RunCommand implements Callable<Integer> {
  private static final int MOST_REPETITIONS = 10_000;
  private static final int DAY = 86_400; // in seconds

  private final List<String> words;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Recipes; see showcase list.")
  private List<String> names;

  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      description = "Run only this edition: classic, modern, or another that the recipe has.")
  private String edition;

  @Option(
      names = "--situation",
      paramLabel = "TEXT",
      description = "Pose only the situations whose names contain this text.")
  private String situation;

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the recipe; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Run each edition N times, in turn (1 to 10000).")
  @Within(least = 1, most = MOST_REPETITIONS)
  private int repeat;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Interrupt a run that takes longer (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = DAY)
  private int timeout;

  @Option(names = "--json", description = "Print one JSON object per run, one per line.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * @param words the words after {@code --}
   */
  RunCommand(List<String> words) {
    this.words = words;
  }

  /** A recipe, and what to run of it. */
  private record Job(Recipe<?> recipe, List<String> editions, Arguments arguments) {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Job> jobs = new ArrayList<>(); // all arguments are checked before the first run
    for (String name : names) {
      Recipe<?> recipe = Selection.recipe(name);
      var editions = Selection.editions(recipe, edition);
      checkSituation(recipe);
      jobs.add(new Job(recipe, editions, Arguments.of(recipe, parameters, words)));
    }

    PrintWriter out = spec.commandLine().getOut();
    var runner = new Runner(Duration.ofSeconds(timeout));
    Observation.warmUp();
    boolean anyRan = false;
    boolean fine = true;
    try (var progress = new Progress(spec.commandLine().getErr())) {
      for (Job job : jobs) {
        List<Verdict> verdicts = run(job, runner, out, progress);
        anyRan |= verdicts.stream().anyMatch(one -> one.outcome() instanceof Verdict.Ran);
        fine &= verdicts.stream().allMatch(Verdict::fine);
      }
    }
    return anyRan && fine ? 0 : 1;
  }

  private List<Verdict> run(Job job, Runner runner, PrintWriter out, Progress progress)
      throws InterruptedException, IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (int turn = 0; turn < repeat && !out.checkError(); turn++) {
      for (String one : job.editions()) {
        progress.at("%s %s".formatted(job.recipe().name(), one));
        Verdict verdict = runner.run(job.recipe(), one, job.arguments(), this::isWanted);
        progress.pause();
        verdicts.add(verdict);
        if (json) {
          out.println(Json.of(verdict));
        } else if (turn == 0 || !verdict.fine()) {
          VerdictText.print(verdict, out);
        }
        out.flush();
      }
    }
    if (repeat > 1 && !json) {
      job.editions().forEach(one -> VerdictText.printSpread(one, verdicts, out));
    }
    return verdicts;
  }

  private boolean isWanted(Situation<?, ?> one) {
    return situation == null
        || one.name().toLowerCase(Locale.ROOT).contains(situation.toLowerCase(Locale.ROOT));
  }

  private void checkSituation(Recipe<?> recipe) {
    if (recipe.situations().stream().noneMatch(this::isWanted)) {
      String names =
          recipe.situations().stream().map(Situation::name).collect(Collectors.joining("; "));
      throw new BadArgumentException(
          "%s has no situation '%s'; it has: %s".formatted(recipe.name(), situation, names));
    }
  }
}
