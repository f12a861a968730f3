package showcase.recipe.poolexecutor;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Applies a function to items in other threads, and gives each result when it is
 * asked for.
 */
interface LazyMap {

  /**
   * Returns the results in the order of the items. The stream waits for one result
   * at a time, so the first can be used while later ones are still being computed.
   * What the function did for an item happens-before the stream gives its result.
   *
   * <p>A stream that is read to its end leaves no thread running. Close a stream
   * that is abandoned half-way: that interrupts the calls in progress and returns
   * when they have ended.
   *
   * <p>The terminal operation throws {@link CompletionException} in place of the
   * result of a call that failed, with the failure as its cause. If the caller is
   * interrupted while it waits, the operation throws {@link CancellationException}
   * and keeps the interrupt status: a stream cannot throw {@code
   * InterruptedException}. Either way, the other calls have been interrupted and
   * have ended when it throws.
   *
   * @param workers the maximum number of calls that run at the same time, at least 1
   */
  <T, R> Stream<R> map(List<T> items, Function<? super T, ? extends R> f, int workers);
}
