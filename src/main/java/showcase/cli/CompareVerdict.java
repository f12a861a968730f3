package showcase.cli;

import static showcase.engine.EngineKind.FIXED_POOL;
import static showcase.engine.EngineKind.FRESH_PROCESS;
import static showcase.engine.EngineKind.PROCESS_POOL;
import static showcase.engine.EngineKind.SEQUENTIAL;
import static showcase.engine.EngineKind.THREAD_PER_TASK;
import static showcase.engine.EngineKind.VIRTUAL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import showcase.engine.EngineKind;
import showcase.engine.Measure;
import showcase.engine.Result;
import showcase.engine.Spread;
import showcase.engine.StartCost;

/**
 * Explains the figures of {@code compare} in sentences.
 *
 * <p>Every sentence is derived from the given figures. Two engines whose ranges overlap are not
 * ranked, and with fewer than three JVMs per engine, none are: times that are constant within one
 * JVM may differ in the next, and ranges of only two values can be disjoint by chance.
 */
final class CompareVerdict {
  /** A difference below this ratio does not matter, even if it is real. */
  private static final double NEAR = 1.05;

  /** If the slowest round took this many times as long as the fastest, other programs ran. */
  private static final double WIDE = 1.25;

  /** If other programs use more processors than this, the ideal is out of reach. */
  private static final double BUSY = 0.05;

  /** Below this share of the short tasks served without long ones, an engine starves them. */
  private static final double STARVED = 0.5;

  private static final int ROUNDS_TO_RANK = 3;

  /** With fewer JVMs each, the ranges of equal engines are too often disjoint by chance. */
  private static final int ROUNDS_TO_RANK_WELL = 5;

  /** Below this n, the time of fib(n) is not mainly that of its additions. */
  private static final int LEAST_N_THAT_SCALES = 15;

  private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

  private static final String NOT_DISTINGUISHABLE =
      "Not distinguishable from %s (ranges overlap): %s.";

  /** The first sentence if each engine was measured in too few JVMs. */
  static final String NO_RANKING =
      "Fewer than three JVMs each give no ranking: the same work differs by 15 % between JVMs. Use"
          + " --rounds 3 or more.";

  private final List<Result> done;
  private final int rounds;
  private final int processors;
  private final List<String> sentences = new ArrayList<>();

  private CompareVerdict(List<Result> done, int rounds, int processors) {
    this.done = done;
    this.rounds = rounds;
    this.processors = processors;
  }

  /** Returns the sentences on one kind of work, with the given number of JVMs per engine. */
  static List<String> of(List<Result> results, int rounds, int processors) {
    List<Result> done = results.stream().filter(result -> !result.failed()).toList();
    List<String> sentences = new ArrayList<>();
    if (!done.isEmpty()) {
      sentences.addAll(new CompareVerdict(done, rounds, processors).sentences());
    }
    for (Result result : results) {
      if (!result.note().isEmpty()) {
        sentences.add("%s: %s.".formatted(result.engine().label(), result.note()));
      }
    }
    return sentences;
  }

  /** Returns whether this number of JVMs is enough for a ranking. */
  static boolean ranks(int rounds) {
    return rounds >= ROUNDS_TO_RANK;
  }

  /** Returns the words that mark a result as one without a ranking, or nothing. */
  static String once(int rounds) {
    return ranks(rounds) ? "" : " in this run";
  }

  /** Returns the sentence on the start of a process. */
  static String of(StartCost cost) {
    double empty = cost.emptyMillis().median();
    double worker = cost.workerMillis().median();
    String sentence =
        "A fresh worker process answers after %.0f ms, %.2f times as long as an empty Java program"
            + " takes (%.0f ms).";
    return sentence.formatted(worker, worker / empty, empty);
  }

  private List<String> sentences() {
    if (!ranks(rounds) && done.size() > 1) {
      sentences.add(NO_RANKING);
    }
    switch (done.getFirst().work()) {
      case COMPUTE -> computing();
      case WAIT -> waiting();
      case REQUESTS -> requesting();
      case MIXED -> mixed();
    }
    if (done.size() > 1) {
      caution(rounds).ifPresent(sentences::add);
    }
    return sentences;
  }

  /** Returns how often the ranges of two equal engines are disjoint: 2 of all orders of values. */
  static Optional<String> caution(int rounds) {
    if (!ranks(rounds) || rounds >= ROUNDS_TO_RANK_WELL) {
      return Optional.empty();
    }
    return Optional.of(
        ("With %d JVMs each, the ranges of two equal engines do not overlap in 1 of %d"
                + " comparisons; with --rounds %d, in 1 of %d.")
            .formatted(
                rounds, orders(rounds) / 2, ROUNDS_TO_RANK_WELL, orders(ROUNDS_TO_RANK_WELL) / 2));
  }

  /** The number of ways to deal 2 n values to two engines. */
  private static int orders(int n) {
    int orders = 1;
    for (int i = 1; i <= n; i++) {
      orders = orders * (n + i) / i;
    }
    return orders;
  }

  private void computing() {
    Result best = least(done, Measure.WALL).orElseThrow();
    if (done.size() > 1) {
      sentences.add(fastest(best));
      sentences.addAll(peers(done, best, Measure.WALL));
      slower(best);
    }
    if (best.engine() == SEQUENTIAL) {
      least(parallel(), Measure.WALL).ifPresent(next -> sentences.add(paysFrom(best, next)));
    }
    find(SEQUENTIAL).filter(one -> one != best).ifPresent(this::steady);
    steady(best);
    others();
    pair(VIRTUAL, THREAD_PER_TASK).ifPresent(pair -> sentences.add(computing(pair)));
    pair(FRESH_PROCESS, PROCESS_POOL).ifPresent(pair -> sentences.add(computing(pair)));
  }

  private String fastest(Result best) {
    String name = best.engine().label() + " was the fastest" + once(rounds);
    if (best.engine() == SEQUENTIAL || best.figure(Measure.SHARE).isEmpty()) {
      return "%s: %s.".formatted(name, time(best.median(Measure.WALL)));
    }
    Spread share = best.figures().get(Measure.SHARE);
    String range = " (%.2f to %.2f by round)".formatted(share.least(), share.most());
    return "%s: %.2f times as fast as sequential, %.2f of the ideal on %d processors%s."
        .formatted(
            name,
            best.median(Measure.SPEED_UP),
            share.median(),
            processors,
            rounds == 1 ? "" : range);
  }

  /** Ranks the engines that are distinguishable from the best one. */
  private void slower(Result best) {
    Spread of = best.figures().get(Measure.WALL);
    String names =
        done.stream()
            .filter(one -> one != best)
            .filter(one -> !ranks(rounds) || !one.figures().get(Measure.WALL).overlaps(of))
            .sorted(Comparator.comparingDouble(one -> one.median(Measure.WALL)))
            .map(one ->
                times(one.median(Measure.WALL) / of.median()).formatted(one.engine().label()))
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      sentences.add("Slower than %s%s: %s.".formatted(best.engine().label(), once(rounds), names));
    }
  }

  private static String times(double ratio) {
    return "%s (" + digits(ratio).formatted(ratio) + " times as long)";
  }

  /**
   * Estimates how large a task must be for the processors to save more time than handing it over
   * costs, as if that cost were the same for each task. With W processors, K tasks of time t take K
   * (t / W + cost) instead of K t, which is less from t = cost W / (W - 1).
   */
  private String paysFrom(Result sequential, Result next) {
    String name = next.engine().label();
    String sentence = "Sharing does not pay at this size: ";
    Integer tasks = sequential.parameters().get("tasks");
    if (tasks == null || Math.min(tasks, processors) < 2) {
      return sentence + "there is only one %s.".formatted(processors < 2 ? "processor" : "task");
    }
    double width = Math.min(tasks, processors);
    double task = sequential.median(Measure.WALL) / tasks;
    double cost = next.median(Measure.WALL) / tasks - task / width;
    double enough = cost * width / (width - 1);
    return sentence
        + "a task takes %s, and %s, the next best, adds about %s to each. It would pay from about"
            .formatted(time(task), name, time(cost))
        + " %s per task%s.".formatted(time(enough), fibThatTakes(sequential, enough / task));
  }

  /** The n of the task that takes this many times as long; a step of n takes 1.6 times as long. */
  private static String fibThatTakes(Result result, double times) {
    Integer n = result.parameters().get("n");
    if (n == null || n < LEAST_N_THAT_SCALES) {
      return "";
    }
    return ", fib(%d)".formatted(n + (int) Math.ceil(Math.log(times) / Math.log(GOLDEN_RATIO)));
  }

  private static String time(double millis) {
    return millis < 1
        ? digits(millis * 1000).formatted(millis * 1000) + " µs"
        : digits(millis).formatted(millis) + " ms";
  }

  /** Two or three digits, which is more than the figures are worth. */
  private static String digits(double value) {
    return value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
  }

  private String computing(Pair pair) {
    return ratio(pair, Measure.WALL, "%s took %.2f times as long as %s.") + " " + choice(pair);
  }

  private void steady(Result result) {
    Spread spread = result.figures().get(Measure.WALL);
    if (spread.most() > WIDE * spread.least()) {
      sentences.add(
          ("%s: the slowest round took %.2f times as long as the fastest. Was the machine idle?"
                  + " Run it again.")
              .formatted(result.engine().label(), spread.most() / spread.least()));
    }
  }

  private void others() {
    double most = done.stream().mapToDouble(one -> one.median(Measure.OTHERS)).max().orElse(0);
    if (most > BUSY) {
      sentences.add(
          "Other programs used up to %.2f processors, which slows only the parallel engines. Run it"
                  .formatted(most)
              + " again on an idle machine.");
    }
  }

  private String choice(Pair pair) {
    if (!ranks(rounds)) {
      return "There is no ranking from so few JVMs.";
    }
    Spread one = pair.first().figures().get(Measure.WALL);
    Spread other = pair.second().figures().get(Measure.WALL);
    double ratio = one.median() / other.median();
    if (find(SEQUENTIAL).filter(s -> s.median(Measure.WALL) < least(pair)).isPresent()) {
      return "sequential was faster than both.";
    }
    if (ratio < NEAR && ratio > 1 / NEAR) {
      return "For these tasks, use either.";
    }
    if (one.overlaps(other)) {
      return "There is no ranking, because their ranges overlap.";
    }
    Result better = ratio < 1 ? pair.first() : pair.second();
    return "For these tasks, use %s.".formatted(better.engine().label());
  }

  private void waiting() {
    Result best = greatest(Measure.THROUGHPUT);
    List<String> peers = peers(done, best, Measure.THROUGHPUT);
    String advice = peers.isEmpty() && leads(best) ? ". For waiting, use it." : ".";
    sentences.add(mostDone(best, "waiting tasks per second") + advice);
    sentences.addAll(peers);
    virtualAgainstPool("a waiting task");
  }

  private void requesting() {
    Result best = greatest(Measure.THROUGHPUT);
    sentences.add(mostDone(best, "requests per second, each over a new connection."));
    sentences.addAll(peers(done, best, Measure.THROUGHPUT));
    virtualAgainstPool("a pending request");
  }

  private String mostDone(Result best, String what) {
    return "%s had the highest throughput%s: %,.0f %s"
        .formatted(best.engine().label(), once(rounds), best.median(Measure.THROUGHPUT), what);
  }

  /** Returns whether it leads all others by a difference that matters. */
  private boolean leads(Result best) {
    double second =
        done.stream()
            .filter(result -> result != best)
            .mapToDouble(result -> result.median(Measure.THROUGHPUT))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    return ranks(rounds) && best.median(Measure.THROUGHPUT) >= NEAR * second;
  }

  /** Compares virtual threads with a pool, and adds the memory of one pending task. */
  private void virtualAgainstPool(String task) {
    pair(VIRTUAL, FIXED_POOL)
        .ifPresent(pair ->
            sentences.add(
                ratio(
                        pair,
                        Measure.THROUGHPUT,
                        "%s completed %.1f times as many tasks per second as %s")
                    + ", which has %,.0f threads."
                        .formatted(pair.second().median(Measure.THREADS))));
    for (Result result : done) {
      if (result.figure(Measure.HEAP).isPresent() && result.engine().unbounded()) {
        sentences.add(
            "%s: %s retains %.2f KiB of heap and adds %.1f KiB of resident memory."
                .formatted(
                    result.engine().label(),
                    task,
                    result.median(Measure.HEAP),
                    result.median(Measure.RESIDENT)));
      }
    }
  }

  private void mixed() {
    Result best = least(done, Measure.P99).orElseThrow();
    sentences.add(
        ("%s was best%s for short tasks alongside long ones: half took up to %.2f ms, 99 %% up to"
                + " %.1f ms.")
            .formatted(
                best.engine().label(),
                once(rounds),
                best.median(Measure.P50),
                best.median(Measure.P99)));
    sentences.addAll(peers(done, best, Measure.P99));
    for (Result result : done) {
      if (result.median(Measure.SERVED) < STARVED) {
        sentences.add(
            ("%s starved short tasks: it served %.0f %% as many as without long ones, half within"
                    + " %.0f ms.")
                .formatted(
                    result.engine().label(),
                    100 * result.median(Measure.SERVED),
                    result.median(Measure.P50)));
      }
    }
  }

  /** Names the engines that the figures do not distinguish from the best one. */
  private List<String> peers(List<Result> results, Result best, Measure measure) {
    if (!ranks(rounds)) {
      return List.of();
    }
    Spread of = best.figures().get(measure);
    String names =
        results.stream()
            .filter(result -> result != best)
            .filter(result -> result.figure(measure).filter(of::overlaps).isPresent())
            .map(result -> result.engine().label())
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? List.of()
        : List.of(NOT_DISTINGUISHABLE.formatted(best.engine().label(), names));
  }

  /** Two results to compare. */
  private record Pair(Result first, Result second) {}

  private Optional<Pair> pair(EngineKind first, EngineKind second) {
    return find(first).flatMap(one -> find(second).map(other -> new Pair(one, other)));
  }

  private static String ratio(Pair pair, Measure measure, String sentence) {
    return sentence.formatted(
        pair.first().engine().label(),
        pair.first().median(measure) / pair.second().median(measure),
        pair.second().engine().label());
  }

  private static double least(Pair pair) {
    return Math.min(pair.first().median(Measure.WALL), pair.second().median(Measure.WALL));
  }

  private List<Result> parallel() {
    return done.stream().filter(result -> result.engine() != SEQUENTIAL).toList();
  }

  private Optional<Result> find(EngineKind kind) {
    return done.stream().filter(result -> result.engine() == kind).findFirst();
  }

  private static Optional<Result> least(List<Result> results, Measure measure) {
    return results.stream().min(Comparator.comparingDouble(result -> result.median(measure)));
  }

  private Result greatest(Measure measure) {
    Comparator<Result> byMedian = Comparator.comparingDouble(result -> result.median(measure));
    return done.stream().max(byMedian).orElseThrow();
  }
}
