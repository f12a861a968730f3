package showcase.recipe.cpuboundthreads;

import java.util.List;
import java.util.concurrent.Callable;

/** Computes two results at the same time. */
interface TwoComputations {

  /**
   * Returns both results, that of {@code first} before that of {@code second}.
   *
   * @throws InterruptedException if the caller was interrupted; both computations
   *     were interrupted, too, and have ended
   * @throws Exception if a computation failed, with what it threw as the cause;
   *     neither is still running
   */
  List<Long> both(Callable<Long> first, Callable<Long> second) throws Exception;
}
