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
      "Times classic against modern with JMH: recipes whole, and building blocks.",
      "PATTERN is a regular expression for their names (see -l); none means all.",
      "Each figure comes from 3 JVMs, each with 3 iterations of 0.5 s to warm up and",
      "5 that count: half a minute for a pair."
    },
    customSynopsis = "showcase bench [--quick] [--json] [--save=NAME] [PATTERN...] [JMH's flags]",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "JMH's flags go to JMH as they are, such as -f 5 (JVMs for each figure), -wi 5",
      "and -i 10 (iterations), -w 1s and -r 1s (their length), -p tasks=64 (values of",
      "a parameter), -e PATTERN (all but), -prof gc, -v NORMAL (JMH's own words).",
      "All of them: java -cp showcase.jar org.openjdk.jmh.Main -h",
      "",
      "Examples:",
      "  showcase bench -l                        what there is",
      "  showcase bench hand-over lock            some of it",
      "  showcase bench submit --quick            a first look",
      "  showcase bench --json > result.json      for JMH's usual viewers"
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--quick",
      description = {
        "1.5 s for a figure instead of 12, from one JVM",
        "instead of three. What it costs in trust: one",
        "JVM may be a tenth faster than the next, and what",
        "is not warm yet counts as slow. Good for a hint."
      })
  private boolean quick;

  @Option(names = "--json", description = "JMH's own JSON instead of the table.")
  private boolean json;

  @Option(
      names = "--save",
      paramLabel = "NAME",
      description = "Also writes NAME.json, JMH's own, and NAME.machine.json, what it ran on.")
  private Path save;

  /** Patterns and JMH's flags. */
  @Unmatched private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    var run = new JmhRun(words, quick ? JmhRun.QUICK : JmhRun.USUAL);
    if (run.list(out)) {
      return 0;
    }
    if (save != null && !Files.isDirectory(save.toAbsolutePath().getParent())) {
      throw new BadArgumentException("--save must name a file in a folder that is there: " + save);
    }
    var machine = Machine.here();
    JmhRun.Outcome outcome;
    try (var progress = new Progress(err)) {
      outcome = run.run(progress::at);
    }
    outcome.failures().forEach(failure -> err.println("showcase: no result for " + failure));
    if (save != null) {
      Files.writeString(Path.of(save + ".json"), outcome.json());
      Files.writeString(Path.of(save + ".machine.json"), Json.of(machine) + "\n");
    }
    (json ? err : out).println(machine.inWords());
    if (json) {
      out.print(outcome.json());
    } else {
      var recipes = Catalogue.recipes().stream().map(Recipe::name).collect(Collectors.toSet());
      BenchTable.lines(JmhResults.parse(outcome.json()), recipes).forEach(out::println);
    }
    return outcome.failures().isEmpty() ? 0 : 1;
  }
}
