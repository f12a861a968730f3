package showcase.recipe.poolexecutor;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

/**
 * Not planted, because no situation can see it: in the classic edition, what ends the pool when one
 * of its threads cannot be started. {@link showcase.recipe.ThreadStartTest} poses that.
 */
class PoolExecutorRecipeTest {

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        PoolExecutorRecipe.RECIPE,
        fault("one call too many at the same time")
            .in("classic")
            .replace("newFixedThreadPool(workers)", "newFixedThreadPool(workers + 1)")
            .breaks("as many calls at the same time as workers"),
        fault("one call too many at the same time")
            .in("modern")
            .replace("ahead.size() < workers", "ahead.size() <= workers")
            .breaks("as many calls at the same time as workers"),
        fault("one call after the other")
            .in("classic")
            .replace("newFixedThreadPool(workers)", "newFixedThreadPool(1)")
            .breaks("as many calls at the same time as workers"),
        fault("one call after the other")
            .in("modern")
            .replace("ahead.size() < workers", "ahead.size() < 1")
            .breaks("as many calls at the same time as workers"),
        fault("nothing is given before all are computed")
            .in("classic")
            .replace("        .onClose(", "        .toList().stream().onClose(")
            .breaks("the first is taken before the last is computed"),
        fault("nothing is given before all are computed")
            .in("modern")
            .replace(
                "StreamSupport.stream(results, false)",
                "StreamSupport.stream(results, false).toList().stream()")
            .breaks("the first is taken before the last is computed"),
        fault("the results in the opposite order")
            .in("classic")
            .replace("futures.add(pool", "futures.add(0, pool")
            .breaks("the results are in the order of the items"),
        fault("the youngest result first")
            .in("modern")
            .replace("ahead.remove()", "((ArrayDeque<Future<R>>) ahead).removeLast()")
            .breaks("the results are in the order of the items"),
        fault("every item is computed twice")
            .in("classic")
            .replace("for (T item : items) {", "for (T item : items) { f.apply(item);")
            .breaks("nothing is computed twice"),
        fault("every item is computed twice")
            .in("modern")
            .replace("T item = rest.next();", "T item = rest.next(); f.apply(item);")
            .breaks("nothing is computed twice"),
        fault("a failure leaves the other calls running")
            .in("classic")
            .replace("end(pool, all);\n      throw", "throw")
            .breaks("no call runs any more"),
        fault("a failure leaves the other calls running")
            .in("modern")
            .replace("end(executor);\n      throw", "throw")
            .breaks("no call runs any more"),
        fault("an interrupt leaves the calls running")
            .in("classic")
            .replace("end(pool, all);\n      Thread", "Thread")
            .breaks("no task runs when it is thrown"),
        fault("an interrupt leaves the calls running")
            .in("modern")
            .replace("end(executor);\n      Thread", "Thread")
            .breaks("no task runs when it is thrown"),
        fault("the interrupt status is lost")
            .in("classic")
            .replace(
                "end(pool, all);\n      Thread.currentThread().interrupt();", "end(pool, all);")
            .breaks("InterruptedException within a second"),
        fault("the interrupt status is lost")
            .in("modern")
            .replace("end(executor);\n      Thread.currentThread().interrupt();", "end(executor);")
            .breaks("InterruptedException within a second"),
        fault("closing the stream ends nothing")
            .in("classic")
            .replace(".onClose(() -> end(pool, futures))", "")
            .breaks("no call runs any more"),
        fault("closing the stream ends nothing")
            .in("modern")
            .replace(".onClose(() -> end(executor))", "")
            .breaks("no call runs any more"),
        fault("the calls are not waited for")
            .in("classic")
            .replace("while (!pool.isTerminated())", "while (!pool.isShutdown())")
            .breaks("no call runs any more"),
        fault("the calls are not waited for")
            .in("modern")
            .replace("executor.close();", "")
            .breaks("no call runs any more"),
        fault("the cause is lost")
            .in("classic", "modern")
            .replace("new CompletionException(e.getCause())", "new CompletionException(e)")
            .breaks("the failure comes in its place, as the cause"),
        fault("shutdownNow drops futures that are never done")
            .in("classic")
            .replace(
                "pool.shutdown();\n    futures.forEach(future -> future.cancel(true));",
                "pool.shutdownNow();")
            .breaks("a reader that asks again gets an exception"),
        fault("an interrupt is lost while the calls end")
            .in("classic")
            .replace("        interrupted = true;\n", "")
            .breaks("the interrupt is kept"),
        fault("no workers, no results")
            .in("modern")
            .replace("workers < 1", "workers < 0")
            .breaks("a map without workers is rejected"),
        fault("the pool's threads never end")
            .in("classic")
            .replace("pool.shutdown();\n    } catch", "} catch")
            .caughtByTheRunnerIn("no items, one item, no workers"));
  }
}
