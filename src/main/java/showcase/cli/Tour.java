package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import showcase.Launcher;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Ran;
import showcase.catalogue.Verdict.Unsupported;
import showcase.observe.Footprint.Left;
import showcase.observe.Observation;
import showcase.observe.ThreadCount;

/** Runs every recipe in all its editions once, and prints a line for each. */
@Command(
    name = "showcase",
    description = {
      "Concurrency in Java, every recipe twice: classic and modern, run, checked and timed.",
      "Without a command: the tour, every recipe in all its editions."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase                                the tour",
      "  showcase run semaphore -p jobs=50       one recipe, with a parameter",
      "  showcase show semaphore                 the two sources side by side",
      "",
      "Exit codes: 0 fine, 1 a claim failed or the work failed, 2 wrong usage,",
      "130 after Ctrl-C, 141 if the output is closed."
    })
final class Tour implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    var runner = new Runner(DEADLINE);
    List<Verdict> verdicts = new ArrayList<>();
    try (var progress = new Progress(spec.commandLine().getErr())) {
      progress.at("getting ready to observe");
      Observation.warmUp();
      progress.pause();
      out.println("%-20s %-23s %-23s %s".formatted("", "classic", "modern", "claims"));
      out.flush();
      for (Recipe<?> recipe : Catalogue.recipes()) {
        List<Verdict> pair = run(recipe, runner, progress);
        verdicts.addAll(pair);
        print(recipe, pair, out);
        if (out.checkError()) {
          return 0; // the output is closed; Main chooses the exit code
        }
      }
    }
    summarise(verdicts, System.nanoTime() - start, out);
    return verdicts.stream().allMatch(Verdict::fine) ? 0 : 1;
  }

  private static List<Verdict> run(Recipe<?> recipe, Runner runner, Progress progress)
      throws InterruptedException, IOException {
    List<Verdict> verdicts = new ArrayList<>();
    int all = Catalogue.recipes().size();
    for (NamedEdition<?> edition : recipe.editions()) {
      progress.at(
          "%s %s (recipe %d of %d)"
              .formatted(
                  recipe.name(), edition.name(), Catalogue.recipes().indexOf(recipe) + 1, all));
      verdicts.add(runner.run(recipe, edition.name(), Arguments.defaults(recipe)));
    }
    progress.pause();
    return verdicts;
  }

  /** A line for a pair; if there are more editions, a line for each below the recipe's. */
  private static void print(Recipe<?> recipe, List<Verdict> verdicts, PrintWriter out) {
    boolean pair = verdicts.size() == 2;
    var line = new StringBuilder("%2d %-17s".formatted(recipe.number(), recipe.name()));
    for (int column = 0; column < 2; column++) {
      line.append(" %-23s".formatted(pair ? cell(verdicts.get(column)) : ""));
    }
    long claims = verdicts.stream().mapToLong(Tour::claims).sum();
    long failed = verdicts.stream().mapToLong(Verdict::failedClaims).sum();
    line.append(failed == 0 ? " %d hold".formatted(claims) : " %d FAIL".formatted(failed));
    out.println(line);
    for (Verdict verdict : verdicts) {
      if (!pair) {
        out.println("   %-17s %s".formatted(verdict.edition(), cell(verdict)));
      }
      if (!verdict.fine() && verdict.outcome() instanceof Ran ran) {
        out.println("   " + verdict.edition() + ":");
        VerdictText.printFailures(ran, out);
      }
    }
    out.flush();
  }

  private static String cell(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Unsupported(String needs) -> "needs " + needs;
      case Ran ran -> {
        String took = VerdictText.millis(ran.took().toNanos());
        yield "%8s, %s".formatted(took, threads(ran.threads()));
      }
    };
  }

  /** Such as {@code 5 plat.}, {@code 5 virt.} or {@code 2 p. 8 v.}. */
  private static String threads(ThreadCount threads) {
    if (threads.virtual() == 0) {
      return threads.platform() + " plat.";
    }
    return threads.platform() == 0
        ? threads.virtual() + " virt."
        : "%d p. %d v.".formatted(threads.platform(), threads.virtual());
  }

  private static long claims(Verdict verdict) {
    return verdict.outcome() instanceof Ran ran ? ran.claims().size() : 0;
  }

  private static long situations(Verdict verdict) {
    return verdict.outcome() instanceof Ran ran ? ran.situations().size() : 0;
  }

  private static void summarise(List<Verdict> verdicts, long nanos, PrintWriter out) {
    long recipes = verdicts.stream().map(Verdict::recipe).distinct().count();
    long unsupported = verdicts.stream().filter(v -> v.outcome() instanceof Unsupported).count();
    out.println();
    out.println(
        "%d recipes, %d editions, %d situations%n%d claims checked, %d failed; %s"
            .formatted(
                recipes,
                verdicts.size() - unsupported,
                verdicts.stream().mapToLong(Tour::situations).sum(),
                verdicts.stream().mapToLong(Tour::claims).sum(),
                verdicts.stream().mapToLong(Verdict::failedClaims).sum(),
                VerdictText.left(left(verdicts))));
    if (unsupported > 0) {
      out.println("%d editions need %s and did not run".formatted(unsupported, Launcher.NEEDED));
    }
    out.println(Version.jdk());
    out.println(Version.api());
    out.println("took %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(nanos)));
    out.println();
    out.println("Next, after java --enable-preview -jar target/showcase.jar:");
    out.println("  show semaphore                 the code, classic beside modern");
    out.println("  run semaphore -p jobs=50       what happens, situation by situation");
    out.println("  list                           all recipes;  --help  all commands");
  }

  private static Left left(List<Verdict> verdicts) {
    Left sum = new Left(0, 0, 0);
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() instanceof Ran ran) {
        sum = sum.plus(ran.left());
      }
    }
    return sum;
  }
}
