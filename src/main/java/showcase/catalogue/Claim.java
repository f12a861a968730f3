package showcase.catalogue;

import java.util.function.BiFunction;

/**
 * Something that must hold of every edition whenever its situation is posed, whatever the
 * interleaving.
 *
 * @param text the claim as a sentence, in lower case and without a full stop
 * @param check judges what was seen, given the parameters of the run
 * @param <S> what the situation's play returns: its witnesses
 */
public record Claim<S>(String text, BiFunction<Arguments, S, Evidence> check) {

  Result judge(Arguments in, S seen) {
    return new Result(text, check.apply(in, seen));
  }

  /** What is said of a claim whose situation ended before it could be judged. */
  Result notReached(Throwable why) {
    return new Result(text, new Evidence(false, "not reached: " + Outcome.describe(why)));
  }

  /** A claim judged on one run. */
  public record Result(String text, Evidence evidence) {}
}
