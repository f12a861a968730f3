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
 * <p>Each trial has a fresh JVM: identical threaded work came out at 1.11 s or 1.27 s, constant
 * within one JVM and different in the next, so that several figures from one JVM are no ranking.
 * The engines take turns, each round starts with another one, and every other round goes backwards, so
 * that what else the machine does meanwhile falls on all of them, and none always comes after the
 * same one.
 */
public final class Comparison {

  private static final Duration LONGEST_TRIAL = Duration.ofMinutes(15);

  // What the JVM has to say goes to stderr: threads that the system refuses, for instance.
  private static final List<String> FLAGS = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

  private final int rounds;
  private final Consumer<String> progress;

  /**
   * A comparison.
   *
   * @param rounds how many JVMs for each engine
   * @param progress is told before each trial which one it is
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

    /** Round by round: what slows the machine for minutes slows both, and their ratio stays. */
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
   * @param work what the engines do
   * @param engines who does it
   * @param parameters two numbers, as the trials of this work take them, by their names
   * @return one result for each engine, in the same order
   * @throws InterruptedException if interrupted; the trial's processes are gone
   * @throws IOException if no JVM can be started
   */
  public List<Result> run(
      WorkKind work, List<EngineKind> engines, LinkedHashMap<String, Integer> parameters)
      throws InterruptedException, IOException {
    Map<EngineKind, Trials> trials = new EnumMap<>(EngineKind.class);
    engines.forEach(engine -> trials.put(engine, new Trials()));
    List<EngineKind> order = new ArrayList<>(engines);
    for (int round = 1; round <= rounds; round++) {
      for (EngineKind engine : round % 2 == 0 ? order.reversed() : order) {
        if (!trials.get(engine).failed) {
          String what = "%s: %s, round %d of %d";
          progress.accept(what.formatted(work.label(), engine.label(), round, rounds));
          runTrial(work, engine, parameters, trials.get(engine));
        }
      }
      Collections.rotate(order, 1);
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

  private static Result result(
      WorkKind work, EngineKind engine, Map<String, Integer> parameters, Trials trials) {
    return new Result(work, engine, parameters, trials.figures(), trials.note, trials.failed);
  }

  private static void runTrial(
      WorkKind work, EngineKind engine, Map<String, Integer> parameters, Trials trials)
      throws InterruptedException, IOException {
    List<String> words = new ArrayList<>(List.of(work.label(), engine.label()));
    parameters.values().forEach(value -> words.add(value.toString()));
    var command = new JavaCommand(EngineMain.class.getName(), FLAGS, List.of(), false);
    try (var jvm = Worker.start(command, line -> {})) {
      String answer = jvm.call(String.join(" ", words), LONGEST_TRIAL);
      trials.add(new Gson().fromJson(answer, Trial.class));
    } catch (WorkerException | TaskException e) {
      trials.fail(e.getMessage());
    }
  }
}
