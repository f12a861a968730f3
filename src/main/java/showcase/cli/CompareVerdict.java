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
 * What the figures of {@code compare} say, in sentences.
 *
 * <p>Nothing is known beforehand: each sentence stands on the figures given. Two engines whose ranges
 * overlap are not ranked, and from fewer than three JVMs each nobody is: what runs the same in one JVM
 * throughout may run otherwise in the next, and the ranges of two values miss each other by chance.
 */
final class CompareVerdict {
  /** Nearer than this, a difference decides nothing, even if it is real. */
  private static final double NEAR = 1.05;

  /** Where the slowest round took this many times the fastest, something else was running. */
  private static final double WIDE = 1.25;

  /** More processors than this in use by other programs, and the ideal is out of reach. */
  private static final double BUSY = 0.05;

  /** Below this share of the short tasks served in quiet, an engine starves them. */
  private static final double STARVED = 0.5;

  private static final int ROUNDS_TO_RANK = 3;

  /** What comes first where each was measured in too few JVMs. */
  static final String NO_RANKING =
      "Fewer than three JVMs each are no ranking: the same work differs by 15 % between JVMs. Take"
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

  /** The sentences on one kind of work, from so many JVMs for each engine. */
  static List<String> of(List<Result> results, int rounds, int processors) {
    List<Result> done = results.stream().filter(result -> !result.failed()).toList();
    List<String> sentences = new ArrayList<>();
    if (!done.isEmpty()) {
      sentences.addAll(new CompareVerdict(done, rounds, processors).sentences());
    }
    for (Result result : results) {
      if (!result.note().isEmpty()) {
        sentences.add("%s %s.".formatted(result.engine().label(), result.note()));
      }
    }
    return sentences;
  }

  /** Whether ranges from so many JVMs may rank anything. */
  static boolean ranks(int rounds) {
    return rounds >= ROUNDS_TO_RANK;
  }

  /** What follows a word for the best where it is a figure and no ranking. */
  static String once(int rounds) {
    return ranks(rounds) ? "" : " this time";
  }

  /** The sentence on what a process costs to start. */
  static String of(StartCost cost) {
    double empty = cost.emptyMillis().median();
    double worker = cost.workerMillis().median();
    return "A fresh worker process answers after %.0f ms, %.2f times an empty Java program (%.0f ms)."
        .formatted(worker, worker / empty, empty);
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
    return sentences;
  }

  private void computing() {
    Optional<Result> sequential = find(SEQUENTIAL);
    Result best = least(parallel(), Measure.WALL).orElse(done.getFirst());
    best.figure(Measure.SHARE)
        .filter(share -> best.engine() != SEQUENTIAL)
        .ifPresent(share -> sentences.add(fastest(best, share)));
    sentences.addAll(peers(parallel(), best, Measure.WALL));
    sequential.filter(one -> one != best).ifPresent(this::steady);
    steady(best);
    others();
    pair(VIRTUAL, THREAD_PER_TASK)
        .ifPresent(pair ->
            sentences.add(
                ratio(pair, Measure.WALL, "virtual threads took %.2f times platform threads")
                    + ": for computing, "
                    + choice(pair, "virtual", "platform threads")));
    pair(FRESH_PROCESS, PROCESS_POOL)
        .ifPresent(pair ->
            sentences.add(
                ratio(pair, Measure.WALL, "A fresh process per task took %.2f times kept ones")
                    + ": for these tasks, "
                    + choice(pair, "fresh ones", "a pool")));
  }

  private String fastest(Result best, Spread share) {
    String range = "; from %.2f to %.2f by round".formatted(share.least(), share.most());
    return "%s was the fastest%s: %.2f times sequential, %.2f of the ideal on %d processors%s."
        .formatted(
            best.engine().label(),
            once(rounds),
            best.median(Measure.SPEED_UP),
            share.median(),
            processors,
            rounds == 1 ? "" : range);
  }

  private void steady(Result result) {
    Spread spread = result.figures().get(Measure.WALL);
    if (spread.most() > WIDE * spread.least()) {
      sentences.add(
          "%s: the slowest round took %.2f times the fastest: was the machine idle? Run it again."
              .formatted(result.engine().label(), spread.most() / spread.least()));
    }
  }

  private void others() {
    double most = done.stream().mapToDouble(one -> one.median(Measure.OTHERS)).max().orElse(0);
    if (most > BUSY) {
      sentences.add(
          "Other programs used up to %.2f processors, which slows the parallel engines only: run it"
                  .formatted(most)
              + " again on an idle machine.");
    }
  }

  private String choice(Pair pair, String first, String second) {
    if (!ranks(rounds)) {
      return "no ranking from so few JVMs.";
    }
    Spread one = pair.first().figures().get(Measure.WALL);
    Spread other = pair.second().figures().get(Measure.WALL);
    double ratio = one.median() / other.median();
    if (ratio < NEAR && ratio > 1 / NEAR) {
      return "take either.";
    }
    if (one.overlaps(other)) {
      return "no ranking, their ranges overlap.";
    }
    return "take %s.".formatted(ratio < 1 ? first : second);
  }

  private void waiting() {
    Result best = greatest(Measure.THROUGHPUT);
    List<String> peers = peers(done, best, Measure.THROUGHPUT);
    String advice = peers.isEmpty() && leads(best) ? ": for waiting, take it." : ".";
    sentences.add(mostDone(best, "waiting tasks a second") + advice);
    sentences.addAll(peers);
    beside("a waiting task");
  }

  private void requesting() {
    Result best = greatest(Measure.THROUGHPUT);
    sentences.add(mostDone(best, "requests a second, each over a new connection."));
    sentences.addAll(peers(done, best, Measure.THROUGHPUT));
    beside("a request that is held");
  }

  private String mostDone(Result best, String what) {
    return "%s got the most done%s: %,.0f %s"
        .formatted(best.engine().label(), once(rounds), best.median(Measure.THROUGHPUT), what);
  }

  /** Whether it is ahead of all others by so much that it decides something. */
  private boolean leads(Result best) {
    double second =
        done.stream()
            .filter(result -> result != best)
            .mapToDouble(result -> result.median(Measure.THROUGHPUT))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    return ranks(rounds) && best.median(Measure.THROUGHPUT) >= NEAR * second;
  }

  /** Virtual threads beside a pool, and what one of many tasks at a time weighs. */
  private void beside(String task) {
    pair(VIRTUAL, FIXED_POOL)
        .ifPresent(pair ->
            sentences.add(
                ratio(pair, Measure.THROUGHPUT, "virtual threads did %.1f times the fixed pool")
                    + ", which has %,.0f threads."
                        .formatted(pair.second().median(Measure.THREADS))));
    for (Result result : done) {
      if (result.figure(Measure.HEAP).isPresent() && result.engine().unbounded()) {
        sentences.add(
            "%s: %s keeps %.2f KiB of heap and adds %.1f KiB resident."
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
        ("Short tasks beside long ones fared best on %s%s: half within %.2f ms, 99 %% within"
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
            "%s starved them: %.0f %% of the short tasks served in quiet, half within %.0f ms."
                .formatted(
                    result.engine().label(),
                    100 * result.median(Measure.SERVED),
                    result.median(Measure.P50)));
      }
    }
  }

  /** Names the engines that the figures do not tell from the best. */
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
        : List.of("Not told from it, ranges overlap: " + names + ".");
  }

  /** Two results to set side by side. */
  private record Pair(Result first, Result second) {}

  private Optional<Pair> pair(EngineKind first, EngineKind second) {
    return find(first).flatMap(one -> find(second).map(other -> new Pair(one, other)));
  }

  private static String ratio(Pair pair, Measure measure, String sentence) {
    return sentence.formatted(pair.first().median(measure) / pair.second().median(measure));
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
