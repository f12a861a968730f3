package showcase.recipe.poolmap;

import java.util.List;
import java.util.function.Function;

/** Applies a function to many items at once: all results, or the first failure. */
interface ParallelMap {

  /**
   * Returns the results in the order of the items. When it returns or throws, no thread of it runs
   * any more.
   *
   * @throws Exception if the function failed for an item, with what it threw as the cause; the
   *     calls for the other items were interrupted
   * @throws InterruptedException if the caller was interrupted; so were all calls of the function
   */
  <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> f) throws Exception;
}
