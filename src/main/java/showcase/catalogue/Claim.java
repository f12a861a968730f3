package showcase.catalogue;

import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Something that must hold for every edition whenever its situation is posed, whatever the
 * interleaving.
 *
 * @param text the claim as a sentence that begins in lower case and has no full stop
 * @param applies whether it is made of a run with these parameters
 * @param check judges what was seen, given the parameters of the run
 * @param <S> what the situation's play returns: its witnesses
 */
public record Claim<S>(
    String text, Predicate<Arguments> applies, BiFunction<Arguments, S, Evidence> check) {

  Result judge(Arguments in, S seen) {
    return new Result(text, check.apply(in, seen));
  }

  /** The result of a claim that could not be judged, because its situation failed. */
  Result notReached(Throwable why) {
    return new Result(text, new Evidence(false, "not reached: " + Outcome.describe(why)));
  }

  /** A claim as it was judged in one run. */
  public record Result(String text, Evidence evidence) {}
}
