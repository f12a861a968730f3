package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.Arguments;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;
import showcase.observe.Observation;

@Command(
    name = "run",
    description = "Runs recipes and shows what they said, with their claims checked.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase run semaphore",
      "  showcase run semaphore -p tasks=50 -p permits=3 --edition modern",
      "  showcase run mutex priority-queue --repeat 20 --json | jq .status"
    })
final class RunCommand implements Callable<Integer> {
  private static final int MOST_REPETITIONS = 10_000;

  private final List<String> words;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Recipes, see showcase list.")
  private List<String> names;

  @Option(
      names = "--edition",
      paramLabel = "EDITION",
      description = "Only this edition: classic, modern, or a recipe's own.")
  private String edition;

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the recipe; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs each edition N times, in turns (1 to 10000).")
  private int repeat;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Interrupts a run that takes longer (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(names = "--json", description = "One object per run, one per line.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * @param words what stands after {@code --}
   */
  RunCommand(List<String> words) {
    this.words = words;
  }

  /** A recipe with what to run of it. */
  private record Job(Recipe recipe, List<NamedEdition> editions, Arguments arguments) {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    check("--repeat", repeat, MOST_REPETITIONS);
    check("--timeout", timeout, 86_400);
    List<Job> jobs = new ArrayList<>(); // all are understood before the first one starts
    for (String name : names) {
      Recipe recipe = Selection.recipe(name);
      var editions = Selection.editions(recipe, edition);
      jobs.add(new Job(recipe, editions, Arguments.of(recipe, parameters, words)));
    }

    PrintWriter out = spec.commandLine().getOut();
    var runner = new Runner(Duration.ofSeconds(timeout));
    Observation.warmUp();
    boolean fine = true;
    try (var progress = new Progress(spec.commandLine().getErr())) {
      for (Job job : jobs) {
        fine &= run(job, runner, out, progress);
      }
    }
    return fine ? 0 : 1;
  }

  private boolean run(Job job, Runner runner, PrintWriter out, Progress progress)
      throws InterruptedException, IOException {
    List<Verdict> verdicts = new ArrayList<>();
    for (int turn = 0; turn < repeat && !out.checkError(); turn++) {
      for (NamedEdition one : job.editions()) {
        progress.at("%s %s".formatted(job.recipe().name(), one.name()));
        Verdict verdict = runner.run(job.recipe(), one, job.arguments());
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
      job.editions().forEach(one -> VerdictText.printSpread(one.name(), verdicts, out));
    }
    return verdicts.stream().allMatch(Verdict::fine);
  }

  private static void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new BadArgumentException(
          "%s must be a whole number from 1 to %d, not '%d'".formatted(option, most, value));
    }
  }
}
