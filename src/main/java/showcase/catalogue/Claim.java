package showcase.catalogue;

/**
 * Something that must hold at every run of every edition, whatever the interleaving.
 *
 * @param text the claim as a sentence, in lower case and without a full stop
 * @param check looks for it in what a run said
 */
public record Claim(String text, Check check) {

  /** Judges a run by what it was asked for and what it said. */
  @FunctionalInterface
  public interface Check {
    Evidence of(Arguments in, Run run);
  }

  Result judge(Arguments in, Run run) {
    return new Result(text, check.of(in, run));
  }

  /** A claim judged on one run. */
  public record Result(String text, Evidence evidence) {}
}
