package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import showcase.catalogue.BadArgumentException;
import showcase.cli.ServerComparison.Served;
import showcase.engine.Comparison;
import showcase.engine.EngineKind;
import showcase.engine.Result;
import showcase.engine.StartCost;
import showcase.engine.WorkKind;
import showcase.fib.FibServer.Edition;
import showcase.fib.Load;
import showcase.fib.LoadClient;
import showcase.process.Reason;
import showcase.process.TaskException;
import showcase.process.WorkerException;

@Command(
    name = "compare",
    description = {
      "Compares ways to run work on this machine: threads of both kinds, pools, processes.",
      "",
      "compute: tasks that only compute. wait: tasks that only wait. requests: tasks that send"
          + " a request to a fib server on loopback, each over a new connection. mixed: the latency"
          + " of short tasks while long ones compute. server: the fib server in each edition with"
          + " each kind of workers."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  showcase compare",
      "  showcase compare --work compute --n 42 --rounds 9",
      "  showcase compare --work wait --waits 100000 --engines virtual",
      "  showcase compare --work requests --requests 5000",
      "  showcase compare --work server --edition virtual,platform",
      "  showcase compare --json | jq -r 'select(.verdict) | .verdict[]'"
    })
final class CompareCommand implements Callable<Integer> {
  private static final String SERVER = "server";
  private static final List<String> WORKS =
      Stream.concat(Arrays.stream(WorkKind.values()).map(WorkKind::label), Stream.of(SERVER))
          .toList();
  private static final List<String> DEFAULT_WORKS =
      Stream.of(WorkKind.COMPUTE, WorkKind.WAIT, WorkKind.MIXED).map(WorkKind::label).toList();
  private static final int STARTS = 10;
  private static final int MOST_REQUESTS = 5000; // a trial uses three ports for each
  private static final Duration SERVER_LOAD = Duration.ofSeconds(1);
  private static final int WIDTH = 80;

  // The first engine must not use a server that is still being compiled.
  private static final Load SERVER_WARM_UP =
      new Load(64, 64, 1, 0, 0, 0, Duration.ofSeconds(1), Duration.ZERO, 0);

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "WORK",
      description = "compute, wait, requests, mixed, server (default: compute, wait, mixed).")
  private List<String> works = List.of();

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "ENGINE",
      description =
          "sequential, thread-per-task, fixed-pool, forkjoin-tasks, forkjoin-split, virtual,"
              + " process-per-task, process-pool (default: all).")
  private List<String> engines = List.of();

  @Option(
      names = "--edition",
      split = ",",
      paramLabel = "EDITION",
      description =
          "server: selector, platform, virtual, virtual-poller (default: all, which takes a quarter"
              + " of an hour).")
  private List<String> editions = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Number of rounds, each with a fresh JVM for every engine; fewer than 3 give no ranking"
              + " (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = 100)
  private int rounds;

  @Option(
      names = "--tasks",
      paramLabel = "K",
      description = "compute: number of tasks (default: 4 per processor).")
  @Within(least = 1, most = 100_000)
  private int tasks = 4 * PROCESSORS;

  @Option(
      names = "--n",
      paramLabel = "N",
      defaultValue = "40",
      description = "compute: each task is fib(N) (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = 50)
  private int n;

  @Option(
      names = "--waits",
      paramLabel = "K",
      defaultValue = "5000",
      description = "wait: number of tasks (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = 1_000_000)
  private int waits;

  @Option(
      names = "--wait-ms",
      paramLabel = "MS",
      defaultValue = "100",
      description = "wait: how long each task waits (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = 60_000)
  private int waitMillis;

  @Option(
      names = "--requests",
      paramLabel = "K",
      defaultValue = "2000",
      description = "requests: number of tasks (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = MOST_REQUESTS)
  private int requests;

  @Option(
      names = "--longs",
      paramLabel = "K",
      description = "mixed: number of long tasks at the same time (default: 2 per processor).")
  @Within(least = 1, most = 1000)
  private int longs = 2 * PROCESSORS;

  @Option(
      names = "--long-n",
      paramLabel = "N",
      defaultValue = "38",
      description = "mixed, server: each long task is fib(N) (default: ${DEFAULT-VALUE}).")
  @Within(least = 1, most = 50)
  private int longN;

  @Option(names = "--json", description = "Print JSON: one line for each engine, then the verdict.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    List<String> asked = works.isEmpty() ? DEFAULT_WORKS : works;
    List<String> chosenWorks = chosen("--work", asked, WORKS, name -> name);
    List<EngineKind> chosenEngines =
        chosen("--engines", engines, Arrays.asList(EngineKind.values()), EngineKind::label);
    List<Edition> chosenEditions =
        chosen("--edition", editions, Arrays.asList(Edition.values()), Edition::toString);

    PrintWriter out = spec.commandLine().getOut();
    boolean fine = true;
    try (var progress = new Progress(spec.commandLine().getErr())) {
      var comparison = new Comparison(rounds, progress::at);
      for (WorkKind work : WorkKind.values()) {
        if (!chosenWorks.contains(work.label())) {
          continue;
        }
        var able = work.engines().stream().filter(chosenEngines::contains).toList();
        if (!able.isEmpty() && !out.checkError()) {
          fine &= compare(comparison, work, able, progress);
        }
      }
      if (chosenWorks.contains(SERVER) && !out.checkError()) {
        List<Served> results =
            new ServerComparison(chosenEditions, rounds, longN, SERVER_LOAD, progress::at).run();
        progress.pause();
        printServer(results, out);
        fine &= results.stream().noneMatch(Served::failed);
      }
    }
    if (works.isEmpty()) {
      printWorksNotRun();
    }
    return fine ? 0 : 1;
  }

  /** Prints what could be measured, and returns whether that is everything. */
  private boolean compare(
      Comparison comparison, WorkKind work, List<EngineKind> able, Progress progress)
      throws InterruptedException {
    List<Result> results;
    try {
      results = run(comparison, work, able);
    } catch (IOException e) {
      progress.pause();
      fail(work, e);
      return false;
    }
    Optional<StartCost> start = Optional.empty();
    Optional<IOException> failure = Optional.empty();
    try {
      start = startCost(work, results, progress);
    } catch (IOException e) {
      failure = Optional.of(e);
    }
    progress.pause();
    print(work, results, start, spec.commandLine().getOut());
    failure.ifPresent(e -> fail(work, e));
    return failure.isEmpty() && results.stream().noneMatch(Result::failed);
  }

  private void fail(WorkKind work, IOException e) {
    spec.commandLine().getErr().println("showcase: %s: %s".formatted(work.label(), Reason.of(e)));
  }

  private void printWorksNotRun() {
    List<String> left = WORKS.stream().filter(work -> !DEFAULT_WORKS.contains(work)).toList();
    String line = "not run: %s; to run them: showcase compare --work %s";
    PrintWriter err = spec.commandLine().getErr();
    err.println(line.formatted(String.join(" and ", left), String.join(",", left)));
    err.flush();
  }

  private List<Result> run(Comparison comparison, WorkKind work, List<EngineKind> able)
      throws InterruptedException, IOException {
    LinkedHashMap<String, Integer> parameters = parameters(work);
    if (work != WorkKind.REQUESTS) {
      return comparison.run(work, able, parameters);
    }
    try (var server = ServerProcess.start("virtual/inline")) {
      LoadClient.run(server.address(), SERVER_WARM_UP, line -> {});
      parameters.put("port", server.address().getPort());
      return comparison.run(work, able, parameters);
    } catch (TaskException | WorkerException e) {
      throw new IOException("the fib server did not start: " + e.getMessage(), e);
    }
  }

  private void printServer(List<Served> results, PrintWriter out) {
    List<String> verdict = ServerText.verdict(results, rounds);
    if (json) {
      results.forEach(one -> out.println(CompareJson.of(one, longN, rounds, PROCESSORS)));
      out.println(CompareJson.of(SERVER, verdict));
    } else {
      String title =
          "fib server: p99 of fib(1) in ms alongside fib(%d); %d JVMs each, %d processors%n";
      out.printf(title, longN, rounds, PROCESSORS);
      ServerText.print(results, out);
      verdict.forEach(sentence -> printWrapped(sentence, out));
      out.println();
    }
    out.flush();
  }

  private static Optional<StartCost> startCost(
      WorkKind work, List<Result> results, Progress progress)
      throws InterruptedException, IOException {
    if (work != WorkKind.COMPUTE || results.stream().noneMatch(one -> one.engine().inProcesses())) {
      return Optional.empty();
    }
    progress.at("compute: starting processes");
    return Optional.of(StartCost.measure(STARTS));
  }

  private void print(
      WorkKind work, List<Result> results, Optional<StartCost> start, PrintWriter out) {
    List<String> verdict = new ArrayList<>(CompareVerdict.of(results, rounds, PROCESSORS));
    start.map(CompareVerdict::of).ifPresent(verdict::add);
    if (json) {
      results.forEach(result -> out.println(CompareJson.of(result, rounds, PROCESSORS)));
      start.ifPresent(cost -> out.println(CompareJson.of(cost, STARTS, PROCESSORS)));
      out.println(CompareJson.of(work.label(), verdict));
    } else {
      out.printf("%s; %d JVMs each, %d processors%n", title(work), rounds, PROCESSORS);
      CompareTable.print(results, out);
      verdict.forEach(sentence -> printWrapped(sentence, out));
      out.println();
    }
    out.flush();
  }

  private static void printWrapped(String sentence, PrintWriter out) {
    var line = new StringBuilder(" ");
    for (String word : sentence.split(" ")) {
      if (line.length() + word.length() >= WIDTH) {
        out.println(line);
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }

  private String title(WorkKind work) {
    return switch (work) {
      case COMPUTE -> "%d x fib(%d), times in ms".formatted(tasks, n);
      case WAIT -> "up to %d x %d ms of waiting, KiB per task".formatted(waits, waitMillis);
      case REQUESTS -> "up to %d requests to a fib server, KiB per task".formatted(requests);
      case MIXED -> "fib(1) alongside %d x fib(%d), times in ms".formatted(longs, longN);
    };
  }

  private LinkedHashMap<String, Integer> parameters(WorkKind work) {
    var parameters = new LinkedHashMap<String, Integer>();
    switch (work) {
      case COMPUTE -> {
        parameters.put("tasks", tasks);
        parameters.put("n", n);
      }
      case WAIT -> {
        parameters.put("tasks", waits);
        parameters.put("millis", waitMillis);
      }
      case REQUESTS -> parameters.put("tasks", requests); // the port is added later
      case MIXED -> {
        parameters.put("longs", longs);
        parameters.put("n", longN);
      }
    }
    return parameters;
  }

  private static <T> List<T> chosen(
      String option, List<String> names, List<T> all, Function<T, String> label) {
    List<String> labels = all.stream().map(label).toList();
    for (String name : names) {
      if (!labels.contains(name)) {
        String known = String.join(", ", labels);
        String message = "%s must be one of %s, not '%s'";
        throw new BadArgumentException(message.formatted(option, known, name));
      }
    }
    return all.stream().filter(one -> names.isEmpty() || names.contains(label.apply(one))).toList();
  }
}
