package showcase.engine;

import com.google.gson.Gson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import showcase.process.JavaCommand;
import showcase.process.TaskException;
import showcase.process.Worker;
import showcase.process.WorkerException;

/**
 * Runs each engine on the same work, in several rounds.
 *
 * <p>Each trial runs in a fresh JVM. Identical threaded work took 1.11 s in some JVMs and 1.27 s in
 * others, and was constant within each of them, so several figures from one JVM give no ranking.
 * The engines take turns: each starts a round before any starts a second one, and every second
 * round runs in reverse order. So other load on the machine affects all engines alike, and no
 * engine always runs after the same one.
 */
public final class Comparison {

  private static final Duration LONGEST_TRIAL = Duration.ofMinutes(15);

  // The JVM's own messages go to stderr, for instance those about threads that the system refuses.
  private static final List<String> FLAGS = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

  private final int rounds;
  private final Consumer<String> progress;

  /**
   * Creates a comparison.
   *
   * @param rounds the number of JVMs for each engine
   * @param progress is called with a description of each trial before it starts
   */
  public Comparison(int rounds, Consumer<String> progress) {
    this.rounds = rounds;
    this.progress = progress;
  }

  /** The trials of one engine. */
  private static final class Trials {

    private final Map<Measure, List<Double>> values = new EnumMap<>(Measure.class);
    private String note = "";
    private boolean failed;

    private void add(Trial trial) {
      trial.figures().forEach((measure, value) -> list(measure).add(value));
      note = trial.note().isEmpty() ? note : trial.note();
    }

    private List<Double> list(Measure measure) {
      return values.computeIfAbsent(measure, key -> new ArrayList<>());
    }

    /**
     * Relates the times to the sequential ones round by round. Load that slows the machine for
     * minutes slows both, so the ratio stays the same.
     */
    private void relateTo(List<Double> sequential) {
      int processors = Runtime.getRuntime().availableProcessors();
      List<Double> walls = list(Measure.WALL);
      for (int round = 0; round < walls.size(); round++) {
        double speedUp = sequential.get(round) / walls.get(round);
        list(Measure.SPEED_UP).add(speedUp);
        list(Measure.SHARE).add(speedUp / processors);
      }
    }

    private void fail(String why) {
      failed = true;
      note = why;
      values.clear();
    }

    private Map<Measure, Spread> figures() {
      Map<Measure, Spread> figures = new EnumMap<>(Measure.class);
      values.forEach((measure, list) -> figures.put(measure, Spread.of(list)));
      return figures;
    }
  }

  /**
   * Runs all trials of one kind of work.
   *
   * @param work the kind of work
   * @param engines the engines to compare
   * @param parameters the two numbers that trials of this kind take, by name
   * @return one result for each engine, in the same order
   * @throws InterruptedException if interrupted; the trial's processes have ended
   */
  public List<Result> run(
      WorkKind work, List<EngineKind> engines, LinkedHashMap<String, Integer> parameters)
      throws InterruptedException {
    Map<EngineKind, Trials> trials = new EnumMap<>(EngineKind.class);
    engines.forEach(engine -> trials.put(engine, new Trials()));
    for (int round = 1; round <= rounds; round++) {
      for (EngineKind engine : order(engines, round)) {
        if (!trials.get(engine).failed) {
          String what = "%s: %s, round %d of %d";
          progress.accept(what.formatted(work.label(), engine.label(), round, rounds));
          runTrial(work, engine, parameters, trials.get(engine));
        }
      }
    }
    Trials sequential = trials.get(EngineKind.SEQUENTIAL);
    if (work == WorkKind.COMPUTE && sequential != null && !sequential.failed) {
      trials.values().stream()
          .filter(one -> !one.failed)
          .forEach(one -> one.relateTo(sequential.list(Measure.WALL)));
    }
    return engines.stream()
        .map(engine -> result(work, engine, parameters, trials.get(engine)))
        .toList();
  }

  /** The n-th round starts with the n-th engine; even rounds go on backwards from there. */
  static List<EngineKind> order(List<EngineKind> engines, int round) {
    List<EngineKind> order = new ArrayList<>(round % 2 == 0 ? engines.reversed() : engines);
    EngineKind first = engines.get((round - 1) % engines.size());
    Collections.rotate(order, -order.indexOf(first));
    return order;
  }

  private static Result result(
      WorkKind work, EngineKind engine, Map<String, Integer> parameters, Trials trials) {
    return new Result(work, engine, parameters, trials.figures(), trials.note, trials.failed);
  }

  private static void runTrial(
      WorkKind work, EngineKind engine, Map<String, Integer> parameters, Trials trials)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(work.label(), engine.label()));
    parameters.values().forEach(value -> words.add(value.toString()));
    var command = JavaCommand.measured(EngineMain.class.getName(), FLAGS);
    try (var jvm = Worker.start(command, line -> {})) {
      String answer = jvm.call(String.join(" ", words), LONGEST_TRIAL);
      trials.add(new Gson().fromJson(answer, Trial.class));
    } catch (WorkerException | TaskException | IOException e) {
      trials.fail(e.getMessage()); // the other engines go on
    }
  }
}
