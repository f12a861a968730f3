package showcase.recipe.poolmap;

import java.util.List;
import java.util.function.Function;

/** Applies a function to many items concurrently: all results, or the first failure. */
interface ParallelMap {

  /**
   * Returns the results in the order of the items. When it returns or throws, all calls of the
   * function have ended.
   *
   * @throws Exception if the function failed for an item; the cause is what it threw. The calls for
   *     the other items that still ran were interrupted
   * @throws InterruptedException if the caller was interrupted; so were all calls that still ran
   */
  <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> f) throws Exception;
}
