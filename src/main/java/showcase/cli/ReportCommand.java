package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.report.LiveReport;
import showcase.report.Place;
import showcase.report.RecipeRun;
import showcase.report.Report;

@Command(
    name = "report",
    description = "Shows the recipes and what happened in them as one HTML page.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase report --live --open",
      "  showcase report --live --port 8080 semaphore mutex"
    })
final class ReportCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Parameters(paramLabel = "NAME", description = "Recipes; without any, all of them.")
  private List<String> names = new ArrayList<>();

  @Option(names = "-o", paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(names = "--open", description = "Show the page in the browser.")
  private boolean open;

  @Mixin private LiveOptions liveOptions = new LiveOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Recipe<?>> recipes =
        names.isEmpty()
            ? Catalogue.recipes()
            : names.stream().<Recipe<?>>map(Selection::recipe).distinct().toList();
    if (!liveOptions.live(spec.commandLine().getParseResult())) {
      throw new BadArgumentException("only --live works so far");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<RecipeRun> notRun = new ArrayList<>();
    recipes.forEach(recipe -> notRun.add(new RecipeRun(recipe, List.of())));
    var place = new Place(Version.jdk(), Version.api(), "", "", Instant.now().toString(), "");
    var report = new Report(place, notRun, List.of(), List.of());
    return new Live(out, err)
        .serve(new LiveReport(report, new Runner(DEADLINE)), liveOptions.port(), open);
  }
}
