package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.bench.JmhResults;
import showcase.bench.Machine;
import showcase.bench.Timing;
import showcase.catalogue.Arguments;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.observe.Observation;
import showcase.process.Reason;
import showcase.report.Compared;
import showcase.report.ComparedLines;
import showcase.report.LiveReport;
import showcase.report.Page;
import showcase.report.Place;
import showcase.report.RecipeRun;
import showcase.report.Report;

@Command(
    name = "report",
    description = {
      "Runs the recipes and writes one HTML page: the code of each pair, and what happened,",
      "thread by thread. The page needs no network and no other file."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase report --open",
      "  showcase report --live --open             run them from the page",
      "  showcase report -o locks.html mutex deadlock monitor",
      "  showcase compare --json > compared.jsonl",
      "  showcase bench --save bench",
      "  showcase report --compare compared.jsonl --bench bench.json"
    })
final class ReportCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Figures have some 100 KiB. A larger file is none, or a device without an end. */
  private static final int MOST_BYTES = 32 << 20;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Recipes (default: all); see showcase list.")
  private List<String> names = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "showcase.html",
      description = "The file to write (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--bench",
      paramLabel = "FILE",
      description = "Also show these figures of JMH; see showcase bench --save.")
  private Path bench;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "Also show what showcase compare --json printed.")
  private Path compare;

  @Option(names = "--open", description = "Show the page in the browser.")
  private boolean open;

  @Option(names = "--force", description = "Replace the file even if it is not a report.")
  private boolean force;

  @Mixin private LiveOptions liveOptions = new LiveOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Recipe<?>> recipes =
        names.isEmpty()
            ? Catalogue.recipes()
            : names.stream().<Recipe<?>>map(Selection::recipe).distinct().toList();
    boolean isLive = liveOptions.live(spec.commandLine().getParseResult());
    if (file.toString().isEmpty()) {
      throw new BadArgumentException("-o must name a file, not ''");
    }
    List<Timing> timings = read("--bench", bench, JmhResults::parse, "a JSON result of JMH");
    List<Compared> compared =
        read("--compare", compare, ComparedLines::parse, "the output of compare --json");
    if (isLive) {
      return serve(recipes, timings, compared);
    }
    boolean fine;
    try (var saved = new SavedFile(file, this::whyNotReplaced)) {
      List<RecipeRun> runs = run(recipes);
      var html = new StringBuilder();
      new Page().write(new Report(place(), runs, timings, compared), html);
      saved.write(html.toString());
      fine = runs.stream().allMatch(RecipeRun::fine);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s: %s".formatted(file, fine ? "every claim holds" : "something failed; see the page"));
    out.flush();
    if (open) {
      Browser.show(file.toUri().toString())
          .ifPresent(why -> spec.commandLine().getErr().println("showcase: " + why));
    }
    return fine ? 0 : 1;
  }

  private int serve(List<Recipe<?>> recipes, List<Timing> timings, List<Compared> compared)
      throws InterruptedException {
    List<RecipeRun> notRunYet = new ArrayList<>();
    recipes.forEach(recipe -> notRunYet.add(new RecipeRun(recipe, List.of())));
    var report = new Report(place(), notRunYet, timings, compared);
    var live = new Live(spec.commandLine().getOut(), spec.commandLine().getErr());
    return live.serve(new LiveReport(report, new Runner(DEADLINE)), liveOptions.port(), open);
  }

  private Optional<String> whyNotReplaced(Path existing) throws IOException {
    if (force || !Files.isRegularFile(existing) || Files.size(existing) == 0) {
      return Optional.empty();
    }
    var start = new byte[1024];
    int length;
    try (var in = Files.newInputStream(existing)) {
      length = in.readNBytes(start, 0, start.length);
    } catch (IOException e) {
      throw new IOException("cannot read %s: %s".formatted(existing, Reason.of(e)), e);
    }
    return new String(start, 0, length, StandardCharsets.UTF_8).contains(Page.MARK)
        ? Optional.empty()
        : Optional.of("%s exists and is not a report; --force replaces it".formatted(existing));
  }

  /** Reads a file of figures; none if the option was not given. */
  private static <T> List<T> read(
      String option, Path file, Function<String, List<T>> parser, String what) throws IOException {
    if (file == null) {
      return List.of();
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new IOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new BadArgumentException(
          "%s must name %s, and '%s' has more than %d MiB"
              .formatted(option, what, file, MOST_BYTES >> 20));
    }
    Optional<List<T>> figures = parse(bytes, parser);
    return figures
        .filter(list -> !list.isEmpty())
        .orElseThrow(() ->
            new BadArgumentException("%s must name %s, not '%s'".formatted(option, what, file)));
  }

  /** Empty if this is something else: no text, or its parts are missing or of another type. */
  private static <T> Optional<List<T>> parse(byte[] bytes, Function<String, List<T>> parser) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(parser.apply(text));
    } catch (CharacterCodingException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private List<RecipeRun> run(List<Recipe<?>> recipes) throws InterruptedException, IOException {
    var runner = new Runner(DEADLINE);
    List<RecipeRun> runs = new ArrayList<>();
    try (var progress = new Progress(spec.commandLine().getErr())) {
      progress.at("getting ready to observe");
      Observation.warmUp();
      for (Recipe<?> recipe : recipes) {
        String count = "(recipe %d of %d)".formatted(runs.size() + 1, recipes.size());
        runs.add(
            RecipeRun.of(
                recipe,
                Arguments.defaults(recipe),
                runner,
                edition -> progress.at("%s %s %s".formatted(recipe.name(), edition, count))));
      }
      progress.at("writing " + file);
    }
    return runs;
  }

  private static Place place() {
    Machine machine = Machine.here();
    return new Place(
        Version.jdk(),
        Version.api(),
        machine.processor(),
        machine.os(),
        machine.date(),
        new Version().getVersion()[0]);
  }
}
