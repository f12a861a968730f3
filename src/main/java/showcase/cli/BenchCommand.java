package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import showcase.bench.BenchTable;
import showcase.bench.JmhResults;
import showcase.bench.JmhRun;
import showcase.bench.Machine;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;

@Command(
    name = "bench",
    description = {
      "Times classic against modern with JMH: whole recipes and building blocks.",
      "PATTERN is a regular expression for their names (see -l); by default, all run.",
      "Each figure comes from 3 JVMs, each with 3 warm-up iterations of 0.5 s and 5",
      "measured ones: half a minute for a pair."
    },
    customSynopsis = "showcase bench [--quick] [--json] [--save=NAME] [PATTERN...] [JMH's flags]",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "JMH's own flags are passed to JMH, such as -f 5 (JVMs for each figure), -wi 5",
      "and -i 10 (iterations), -w 1s and -r 1s (their length), -p tasks=64 (values of",
      "a parameter), -e PATTERN (exclude), -prof gc, -v NORMAL (JMH's own output).",
      "To list them all: java -cp showcase.jar org.openjdk.jmh.Main -h",
      "",
      "Examples:",
      "  showcase bench -l                        list the names",
      "  showcase bench hand-over lock            run some of them",
      "  showcase bench submit --quick            a first look",
      "  showcase bench --json > result.json      for the usual JMH viewers"
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--quick",
      description = {
        "1.5 s for a figure instead of 12, from one JVM",
        "instead of three. Less reliable: one JVM may be a",
        "tenth faster than the next, and code that is not",
        "warm yet counts as slow. Good for a hint."
      })
  private boolean quick;

  @Option(names = "--json", description = "Print JMH's own JSON instead of the table.")
  private boolean json;

  @Option(
      names = "--save",
      paramLabel = "NAME",
      description = "Also write NAME.json (JMH's own JSON) and NAME.machine.json (the machine).")
  private Path save;

  /** Patterns and JMH's flags. */
  @Unmatched private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    var run = new JmhRun(words, quick ? JmhRun.QUICK : JmhRun.USUAL);
    if (run.list(out)) {
      return 0;
    }
    var machine = Machine.here();
    if (save == null) {
      return print(run, machine).failures().isEmpty() ? 0 : 1;
    }
    if (save.toString().isEmpty() || !Files.isDirectory(save.toAbsolutePath().getParent())) {
      throw new BadArgumentException(
          "--save must name a file in an existing folder, not '%s'".formatted(save));
    }
    try (var results = new SavedFile(Path.of(save + ".json"));
        var about = new SavedFile(Path.of(save + ".machine.json"))) {
      JmhRun.Outcome outcome = print(run, machine); // first, in case it cannot be saved
      results.write(outcome.json());
      about.write(Json.of(machine) + "\n");
      return outcome.failures().isEmpty() ? 0 : 1;
    }
  }

  private JmhRun.Outcome print(JmhRun run, Machine machine)
      throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    JmhRun.Outcome outcome;
    try (var progress = new Progress(err)) {
      outcome = run.run(progress::at);
    }
    outcome.failures().forEach(failure -> err.println("showcase: no result for " + failure));
    (json ? err : out).println(machine.inWords());
    if (json) {
      out.print(outcome.json());
    } else {
      var recipes = Catalogue.recipes().stream().map(Recipe::name).collect(Collectors.toSet());
      BenchTable.lines(JmhResults.parse(outcome.json()), recipes).forEach(out::println);
    }
    out.flush();
    return outcome;
  }
}
