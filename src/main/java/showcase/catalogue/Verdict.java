package showcase.catalogue;

import java.util.List;
import java.util.Optional;
import showcase.observe.Observation;

/**
 * How one run of one edition ended.
 *
 * @param recipe the recipe
 * @param edition the edition's name
 * @param arguments what the run was given
 * @param outcome what came of it
 */
public record Verdict(Recipe recipe, String edition, Arguments arguments, Outcome outcome) {

  /** What came of a run: it ran, or this Java cannot run it. */
  public sealed interface Outcome {}

  /**
   * The edition ran.
   *
   * @param run what it said
   * @param claims every claim of the recipe, judged
   * @param observation what the JVM saw
   */
  public record Ran(Run run, List<Claim.Result> claims, Observation observation)
      implements Outcome {

    /** The first line of what went wrong with the work itself, if something did. */
    public Optional<String> error() {
      return observation.failure().map(Ran::describe);
    }

    private static String describe(Throwable failure) {
      String name = failure.getClass().getSimpleName();
      String message = failure.getMessage();
      return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
    }
  }

  /**
   * The edition uses a preview API of another Java release.
   *
   * @param needs what it needs, in words
   */
  public record Unsupported(String needs) implements Outcome {}

  /** Whether nothing went wrong: no claim failed, nothing was thrown, nothing was left behind. */
  public boolean fine() {
    return switch (outcome) {
      case Unsupported unsupported -> true;
      case Ran ran ->
          failedClaims() == 0
              && ran.observation().failure().isEmpty()
              && ran.observation().left().nothing();
    };
  }

  /** How many claims did not hold. */
  public long failedClaims() {
    return outcome instanceof Ran ran
        ? ran.claims().stream().filter(claim -> !claim.evidence().holds()).count()
        : 0;
  }
}
