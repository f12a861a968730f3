package showcase.recipe.threadpool;

import static showcase.recipe.Fault.fault;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import showcase.recipe.Faults;

/**
 * Not planted, because nobody outside can see it: a queue with room for one more than there are
 * places; and that {@code add} drops its own task if the pool was closed while it was added, in the
 * nanoseconds between two reads of a flag.
 */
class ThreadPoolRecipeTest {
  private static final String COSTS_NOTHING = "afterwards as many as before run at once";
  private static final String REPORTED =
      "each failure is reported once: checked, unchecked or Error";
  private static final String LIMIT = "never more at once than workers";
  private static final String FULL = "add waits when that many run and wait";
  private static final String REST = "the rest are added when others end: all have run";
  private static final String LATE = "every add that comes later is rejected";
  private static final String BOUND = "  private final int bound;\n";
  private static final String ALL_PLACES =
      "    places.acquire(bound);\n    places.release(bound);\n";
  private static final String AWAITED = "each task ran once, and had ended when awaitAll returned";

  @TestFactory
  Stream<DynamicTest> faultsAreCaught() {
    return Faults.of(
        ThreadPoolRecipe.RECIPE,
        fault("one worker too many")
            .in("classic")
            .replace("new WorkerThreads(workers,", "new WorkerThreads(workers + 1,")
            .breaks(LIMIT),
        fault("one permit too many")
            .in("modern")
            .replace("new Semaphore(workers, true)", "new Semaphore(workers + 1, true)")
            .breaks(LIMIT),
        fault("no limit")
            .in("modern")
            .replace("      turns.acquire();\n", "      if (false) turns.acquire();\n")
            .breaks(LIMIT),
        fault("room for one more")
            .in("classic", "modern")
            .replace("= TaskPool.bound(workers, queued)", "= TaskPool.bound(workers, queued) + 1")
            .breaks(FULL),
        fault("add does not wait")
            .in("modern")
            .replace("    places.acquire();\n    unfinished", "    unfinished")
            .breaks(FULL),
        fault("awaitAll returns early")
            .in("classic", "modern")
            .replace("    unfinished.awaitZero();\n", "")
            .breaks(AWAITED),
        fault("awaitAll waits for all places, and holds up each add that comes after it")
            .in("classic", "modern")
            .replace("    int bound = TaskPool", "    bound = TaskPool")
            .replace(
                "  private final Semaphore places;", BOUND + "  private final Semaphore places;")
            .replace("    unfinished.awaitZero();\n", ALL_PLACES)
            .breaks("it returns as soon as one task has ended"),
        fault("awaitAll keeps the places")
            .in("classic", "modern")
            .replace("    int bound = TaskPool", "    bound = TaskPool")
            .replace(
                "  private final Semaphore places;", BOUND + "  private final Semaphore places;")
            .replace("    unfinished.awaitZero();\n", "    places.acquire(bound);\n")
            .breaks(COSTS_NOTHING),
        fault("awaitAll wakes too early")
            .in("classic", "modern")
            .file("TaskCount.java")
            .replace("if (count == 0)", "if (true)")
            .replace("while (count > 0)", "if (count > 0)")
            .breaks(AWAITED),
        fault("the last task wakes nobody")
            .in("classic", "modern")
            .file("TaskCount.java")
            .replace("        none.signalAll();\n", "")
            .breaks("awaitAll returns when all that were there have ended"),
        fault("a failure costs a place")
            .in("classic")
            .replace("      task.run();\n", "      task.run();\n      free();\n")
            .replace("    } finally {\n      free();\n    }", "    }")
            .breaks(COSTS_NOTHING),
        fault("null takes a place")
            .in("classic", "modern")
            .replace(
                "    Objects.requireNonNull(task, \"task\");\n    places.acquire();\n",
                "    places.acquire();\n    Objects.requireNonNull(task, \"task\");\n")
            .breaks("NullPointerException, and it takes no place"),
        fault("a failure costs a turn")
            .in("modern")
            .replace(
                "          task.run();\n", "          task.run();\n          turns.release();\n")
            .replace(" finally {\n        turns.release();\n      }", "")
            .breaks(COSTS_NOTHING),
        fault("an Error is swallowed")
            .in("classic")
            .replace(
                "    } catch (Throwable e) {\n      failures",
                "    } catch (Exception e) {\n      failures")
            .breaks(REPORTED),
        fault("an Error is swallowed")
            .in("modern")
            .replace(
                "      } catch (Throwable e) {\n        failures",
                "      } catch (Exception e) {\n        failures")
            .breaks(REPORTED),
        fault("only one kind of failure is reported")
            .in("classic", "modern")
            .replace(
                "failures.accept(e);",
                "if (e instanceof IllegalStateException) failures.accept(e);")
            .breaks(REPORTED),
        fault("an interrupt that a task leaves costs a worker")
            .in("classic")
            .file("WorkerThreads.java")
            .replace(
                "while (!closed) {", "while (!closed && !Thread.currentThread().isInterrupted()) {")
            .breaks(COSTS_NOTHING),
        fault("an exception of the failure handler costs a worker")
            .in("classic")
            .file("WorkerThreads.java")
            .replace(
                "uncaughtException(worker, e);\n",
                "uncaughtException(worker, e);\n        return;\n")
            .breaks(COSTS_NOTHING),
        fault("an exception of the failure handler is swallowed")
            .in("classic")
            .file("WorkerThreads.java")
            .replace(
                "        worker.getUncaughtExceptionHandler().uncaughtException(worker, e);\n", "")
            .breaks("the uncaught-exception handler gets it"),
        fault("a closed pool takes tasks")
            .in("classic")
            .replace(
                "    if (workers.areClosed()) {\n      places.release();",
                "    if (false) {\n      places.release();")
            .breaks(LATE),
        fault("close leaves the places of the tasks that it drops")
            .in("classic")
            .replace("    workers.close();\n    dropWaiting();\n", "    workers.close();\n")
            .breaks("awaitAll returns, since no task is left"),
        fault("the workers go on after close")
            .in("classic")
            .file("WorkerThreads.java")
            .replace("    closed = true;", "    //")
            .breaks("the tasks that waited never run"),
        fault("a rejected task keeps its place")
            .in("classic")
            .replace("      places.release();\n      throw", "      throw")
            .breaks(LATE),
        fault("a rejected task keeps its place")
            .in("modern")
            .replace(
                "      free();\n      throw e;", "      unfinished.decrement();\n      throw e;")
            .breaks(LATE),
        fault("a rejected task counts as unfinished")
            .in("modern")
            .replace("      free();\n      throw e;", "      places.release();\n      throw e;")
            .breaks("awaitAll returns, since no task is left"),
        fault("close runs what waits")
            .in("modern")
            .replace("    threads.shutdownNow();\n", "    turns.release(1000);\n")
            .replace("if (!threads.isShutdown())", "if (true)")
            .breaks("the tasks that waited never run"),
        fault("close does not wait")
            .in("classic")
            .file("WorkerThreads.java")
            .replace(
                "          thread.join();\n",
                "          if (true) break;\n          thread.join();\n")
            .breaks("the tasks that ran were interrupted, and have ended"),
        fault("close does not wait")
            .in("modern")
            .replace("    threads.close();\n", "")
            .breaks("the tasks that ran were interrupted, and have ended"),
        fault("close swallows the caller's interrupt")
            .in("classic")
            .file("WorkerThreads.java")
            .replace("      Thread.currentThread().interrupt();\n", "")
            .breaks("the interrupt is thrown or kept, within a second"));
  }
}
