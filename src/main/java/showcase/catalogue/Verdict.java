package showcase.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import showcase.observe.Footprint.Left;
import showcase.observe.ThreadCount;
import showcase.observe.ThreadLife;

/**
 * How one edition went through a recipe's situations.
 *
 * @param recipe the recipe
 * @param edition the edition's name
 * @param arguments what the run was given
 * @param outcome the outcome of the run
 */
public record Verdict(Recipe<?> recipe, String edition, Arguments arguments, Outcome outcome) {

  /** The outcome of a run: the edition ran, or the running Java cannot load it. */
  public sealed interface Outcome {}

  /**
   * The edition ran.
   *
   * @param situations how it went through each
   * @param took the wall-clock time of all situations and of the looks for what they left behind
   * @param threads what the edition started, as JFR counted them
   * @param lives the threads of the edition and of the situations, as JFR recorded them
   */
  public record Ran(
      List<Passage> situations, Duration took, ThreadCount threads, List<ThreadLife> lives)
      implements Outcome {

    /** All claims of all situations, judged. */
    public List<Claim.Result> claims() {
      return situations.stream().flatMap(passage -> passage.claims().stream()).toList();
    }

    /** All lines of the transcripts. */
    public List<Line> lines() {
      return situations.stream().flatMap(passage -> passage.run().lines().stream()).toList();
    }

    /** All that was measured. */
    public List<Measurement> measurements() {
      return situations.stream().flatMap(passage -> passage.run().measurements().stream()).toList();
    }

    /** All that was left behind. */
    public Left left() {
      return situations.stream().map(Passage::left).reduce(new Left(0, 0, 0), Left::plus);
    }
  }

  /**
   * How an edition went through one situation.
   *
   * @param situation its name
   * @param start when it began, in nanoseconds on the time line of {@link System#nanoTime}
   * @param took its wall-clock time
   * @param run what was said and measured
   * @param claims every claim of the situation, judged
   * @param shows the facts that may differ between editions
   * @param left what the edition left behind
   * @param failure what ended the situation before it could be judged
   */
  public record Passage(
      String situation,
      long start,
      Duration took,
      Run run,
      List<Claim.Result> claims,
      List<Situation.Shown> shows,
      Left left,
      Optional<Throwable> failure) {

    /** Whether every claim holds, and nothing failed or was left behind. */
    public boolean fine() {
      return failure.isEmpty() && left.nothing() && failedClaims().findAny().isEmpty();
    }

    /** The claims that do not hold. */
    public Stream<Claim.Result> failedClaims() {
      return claims.stream().filter(claim -> !claim.evidence().holds());
    }

    /** What went wrong besides the claims: the failure in a few words, if there was one. */
    public Optional<String> error() {
      return failure.map(showcase.catalogue.Outcome::describe);
    }
  }

  /**
   * The edition uses a preview API of another Java release.
   *
   * @param needs what it needs, in words
   */
  public record Unsupported(String needs) implements Outcome {}

  /** Whether nothing went wrong in any situation. */
  public boolean fine() {
    return switch (outcome) {
      case Unsupported unsupported -> true;
      case Ran ran -> ran.situations().stream().allMatch(Passage::fine);
    };
  }

  /** How many claims did not hold. */
  public long failedClaims() {
    return outcome instanceof Ran ran
        ? ran.situations().stream().flatMap(Passage::failedClaims).count()
        : 0;
  }
}
