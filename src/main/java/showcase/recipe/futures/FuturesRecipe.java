package showcase.recipe.futures;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;

/** Results as soon as they are available: to a callback, or to the caller as tasks complete. */
public final class FuturesRecipe {
  static final Parameter FIRST = new Parameter("first", 30, 2, 35, "n of the first fib(n)");
  static final Parameter TASKS = new Parameter("tasks", 3, 1, 8, "how many consecutive n");

  public static final Recipe<Futures> RECIPE =
      Recipe.<Futures>recipe(
              22,
              "futures",
              "A callback for each result; results as they come",
              "Future Object",
              Futures.class)
          .topic(Topic.FUTURES)
          .problem(
              """
              Compute fib(30), fib(31) and fib(32) at the same time, on other threads. First, a
              callback gets each result as soon as it is available, while the caller does something
              else.
              Then the caller itself takes the results, in the order in which the tasks complete.
              """)
          .python("add_done_callback, then as_completed: 832040, 1346269, 2178309, end, both times")
          .parameters(FIRST, TASKS)
          .witnesses("Receiver.java", "BareJoiner.java")
          .classic(() -> new FuturesClassic())
          .modern(() -> new FuturesModern())
          .edition("joiner", () -> new FuturesJoiner())
          .situations(FuturesRecipe::situations)
          .timed(
              "a callback for each of 100 tasks that do nothing",
              edition -> {
                var sum = new AtomicInteger();
                edition.onEach(Collections.nCopies(100, () -> 1), sum::addAndGet, () -> {});
                return sum;
              })
          .from21to25(
              """
              A subclass that overrides handleComplete becomes a Joiner. Its result method says
              what join returns or throws, so no further call is needed after join.
              """)
          .from25to27(
              """
              The joiner names the exception of join as its third type, onComplete takes
              Subtask<T> in place of a wildcard, and timeout says what join does when a deadline
              passes.
              """)
          .whatChanges(
              """
              A stage is itself a future and fails if its callback fails, so the caller can get the
              failure. The scope interrupts the other tasks as soon as one fails, even if the caller
              is busy.
              """)
          .keepTheClassicWhen(
              """
              The tasks must run in an existing pool, and you need their results in the order of
              completion: an ExecutorCompletionService works with any Executor (see its Javadoc).
              """)
          .watchOutFor(
              """
              FutureTask.done and a joiner's onComplete run in the task's thread, and what they
              throw does not reach the caller unless you keep it. CompletableFuture.cancel does not
              interrupt the task (see its Javadoc).
              """)
          .seeAlso("submit", "future-errors", "pool-executor")
          .build();

  private FuturesRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Futures, ?>> situations() {
    return List.of(
        situation("a callback for each result", FuturesRecipe::callbacks)
            .claim(
                "the caller is free meanwhile",
                (in, seen) -> that(seen.early, "that it said \"end\" " + seen.end()))
            .claim(
                "each result reaches the callback once",
                (in, seen) -> equal(fibs(in), seen.callback.values().stream().sorted().toList()))
            .claim(
                "each callback runs in its task's thread", (in, seen) -> seen.inTheTasksThreads())
            .claim(
                "no callback runs when it returns",
                (in, seen) -> that(seen.inside == 0, seen.inside + " running")),
        situation("the last task completes first", FuturesRecipe::lastFirst)
            .claim(
                "the results come in the order of completion",
                (in, seen) -> equal(fibs(in).reversed(), seen.consumer.values()))
            .claim(
                "the calling thread receives all of them", (in, seen) -> seen.inTheCallingThread()),
        situation("no tasks", FuturesRecipe::none)
            .claim("both methods return", (in, seen) -> equal("returned, returned", seen)),
        situation("a task fails beside one with a callback", FuturesRecipe::taskFails)
            .claim(
                "the callback gets the other task's result",
                (in, seen) -> equal(List.of(2L), seen.values))
            .claim("the caller gets the failure as the cause", (in, seen) -> seen.asCause())
            .shows("the caller", (in, seen) -> seen.caller),
        situation("a task fails with an Error", FuturesRecipe::taskFailsWithAnError)
            .claim(
                "the callback gets the other task's result",
                (in, seen) -> equal(List.of(2L), seen.values))
            .claim("the caller gets the failure as the cause", (in, seen) -> seen.asCause()),
        situation(
                "a task fails with a CompletionException", FuturesRecipe::taskFailsWithACompletion)
            .claim("the caller gets the failure as the cause", (in, seen) -> seen.asCause()),
        situation("a callback throws", FuturesRecipe::callbackThrows)
            .claim(
                "the callback gets the other result, too",
                (in, seen) -> equal(List.of(2L), seen.values))
            .claim(
                "the caller or the uncaught-exception handler gets the failure",
                (in, seen) -> that(seen.handler || seen.asCause().holds(), seen.whoKnows()))
            .shows("the caller", (in, seen) -> seen.caller)
            .shows(
                "the uncaught-exception handler",
                (in, seen) -> seen.handler ? "gets the failure" : "gets nothing"),
        situation("a callback throws in a joiner that does not catch it", FuturesRecipe::bareJoiner)
            .claim(
                "join returns as if nothing had happened",
                (in, seen) ->
                    that(seen.caller instanceof Outcome.Returned, "that it " + seen.caller))
            .shows(
                "the uncaught-exception handler",
                (in, seen) -> seen.handler ? "gets the failure" : "gets nothing"),
        situation("a task fails while the caller uses a result", FuturesRecipe::oneOfThree)
            .claim("the earlier result is passed on", (in, seen) -> equal(List.of(1L), seen.values))
            .claim("the caller gets the failure as the cause", (in, seen) -> seen.asCause())
            .claim("the other task is interrupted", (in, seen) -> seen.otherInterrupted())
            .claim(
                "no task runs when it throws",
                (in, seen) -> that(seen.inside == 0, seen.inside + " running"))
            .shows("the caller", (in, seen) -> seen.caller)
            .shows(
                "when the other task is interrupted",
                (in, seen) -> seen.atOnce ? "at once" : "when the caller asks for the next result"),
        situation("the consumer throws", FuturesRecipe::consumerThrows)
            .claim("the caller gets the failure itself", (in, seen) -> seen.itself())
            .claim("the other task is interrupted", (in, seen) -> seen.otherInterrupted())
            .claim(
                "no task runs when it throws",
                (in, seen) -> that(seen.inside == 0, seen.inside + " running")),
        interruptedBefore(FuturesRecipe::tasksWait),
        interruptedWhile("tasks wait", 2, FuturesRecipe::tasksWait),
        interruptedWhile("a task computes", 1, FuturesRecipe::taskComputes),
        interruptedWhile("a callback waits", 1, FuturesRecipe::callbackWaits),
        interruptedWhile("it waits for the first result", 2, FuturesRecipe::consumerWaits),
        interruptedTwice(2, FuturesRecipe::tasksWait),
        interruptedAtTheEnd(FuturesRecipe::taskEnds));
  }

  /** In the order of the tasks, which is that of the values. */
  private static List<Long> fibs(Arguments in) {
    return IntStream.range(in.get(FIRST), in.get(FIRST) + in.get(TASKS))
        .mapToObj(Fib::byAddition)
        .toList();
  }

  /** What was seen of a callback for each result. */
  private static final class Callbacks {
    private final Map<Long, Thread> taskThreads = new ConcurrentHashMap<>();
    private final Receiver callback;
    private volatile boolean early; // whether "end" was said before the first callback
    private int inside;

    Callbacks(Stage stage) {
      callback = new Receiver("callback", stage, 50);
    }

    String end() {
      return early ? "before the first callback" : "too late";
    }

    Evidence inTheTasksThreads() {
      boolean all =
          callback.received().stream()
              .allMatch(received -> taskThreads.get(received.value()) == received.thread());
      return that(all, all ? "the same threads" : "other threads");
    }
  }

  /** The cheat sheet's scene. The tasks end only when the caller has said "end". */
  private static Callbacks callbacks(Futures edition, Stage stage) throws Exception {
    var seen = new Callbacks(stage);
    var said = new CountDownLatch(1);
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < stage.get(TASKS); i++) {
      int n = stage.get(FIRST) + i;
      tasks.add(() -> {
        await(said, stage);
        long value = stage.does("task", "computes fib(" + n + ")", () -> Fib.interruptibly(n));
        seen.taskThreads.put(value, Thread.currentThread());
        return value;
      });
    }
    edition.onEach(
        tasks,
        seen.callback,
        () -> {
          seen.early = seen.taskThreads.isEmpty();
          stage.say("end");
          said.countDown();
        });
    seen.inside = seen.callback.inside();
    return seen;
  }

  /** What was seen of the caller that takes the results. */
  private record AsCompleted(Receiver consumer, Thread caller) {
    Evidence inTheCallingThread() {
      boolean all = consumer.received().stream().allMatch(received -> received.thread() == caller);
      return that(all, all ? "the calling thread" : "other threads");
    }
  }

  /** Each task waits until the result of the one after it has been seen. */
  private static AsCompleted lastFirst(Futures edition, Stage stage) throws Exception {
    var consumer = new Receiver("completed", stage, 0);
    int count = stage.get(TASKS);
    List<CountDownLatch> seen =
        Stream.generate(() -> new CountDownLatch(1)).limit(count + 1).toList();
    seen.get(count).countDown(); // nothing comes after the last
    Map<Long, Integer> numbers = new ConcurrentHashMap<>();
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int task = i;
      tasks.add(() -> {
        int n = stage.get(FIRST) + task;
        long value = stage.does("task", "computes fib(" + n + ")", () -> Fib.interruptibly(n));
        numbers.put(value, task);
        await(seen.get(task + 1), stage);
        return value;
      });
    }
    edition.asCompleted(
        tasks,
        value -> {
          consumer.accept(value);
          seen.get(numbers.get(value)).countDown();
        });
    return new AsCompleted(consumer, Thread.currentThread());
  }

  private static String none(Futures edition, Stage stage) {
    return Outcome.of(() -> {
      edition.onEach(List.<Callable<Long>>of(), value -> {}, () -> {});
      return null;
    })
        + ", "
        + Outcome.of(() -> {
          edition.asCompleted(List.<Callable<Long>>of(), value -> {});
          return null;
        });
  }

  /** Something that fails, and what was seen of the caller and of the other tasks. */
  private static final class Failing {
    private final Throwable failure;
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean atOnce;
    private List<Long> values;
    private Outcome<Void> caller;
    private boolean handler;
    private int inside;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    /** A task that ends only when it is interrupted. */
    long waitForInterrupt(Stage stage) throws InterruptedException {
      running.incrementAndGet();
      begun.countDown(); // a task that has not begun could not be interrupted
      Stage.Doing waiting = stage.does("task", "waits");
      try {
        new CountDownLatch(1).await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
        return 3;
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      } finally {
        waiting.end();
        running.decrementAndGet();
      }
    }

    /** The call has ended. */
    Failing ended(Outcome<Void> outcome, List<Long> results) {
      caller = outcome;
      values = results;
      inside = running.get();
      return this;
    }

    /** The call has ended, and the handler may have got what the caller has not. */
    Failing ended(Outcome<Void> outcome, List<Long> results, Stage stage) {
      ended(outcome, results);
      handler = !asCause().holds() && stage.isUncaught(failure);
      return this;
    }

    Evidence asCause() {
      boolean same = caller instanceof Outcome.Threw<Void>(Throwable t) && t.getCause() == failure;
      return that(same, "that it " + caller);
    }

    Evidence itself() {
      boolean same = caller instanceof Outcome.Threw<Void>(Throwable t) && t == failure;
      return that(same, "that it " + caller);
    }

    Evidence otherInterrupted() {
      boolean seen = interrupted.getCount() == 0;
      return that(seen, seen ? "its interrupt" : "no interrupt");
    }

    String whoKnows() {
      return "that the call %s and the handler got %s"
          .formatted(caller, handler ? "the failure" : "nothing");
    }
  }

  private static Failing taskFails(Futures edition, Stage stage) {
    return fail(edition, stage, new IOException("task 1 fails"));
  }

  private static Failing taskFailsWithAnError(Futures edition, Stage stage) {
    return fail(edition, stage, new AssertionError("task 1 fails"));
  }

  /** It has a cause of its own, which must not take its place. */
  private static Failing taskFailsWithACompletion(Futures edition, Stage stage) {
    return fail(edition, stage, new CompletionException(new IOException("inside")));
  }

  /** Task 2 ends a moment after task 1 has failed: time for an interrupt to arrive. */
  private static Failing fail(Futures edition, Stage stage, Throwable failure) {
    var seen = new Failing(failure);
    var callback = new Receiver("callback", stage, 20);
    var failed = new CountDownLatch(1);
    Outcome<Void> caller =
        onEach(
            edition,
            List.of(
                () -> {
                  failed.countDown();
                  if (failure instanceof Error error) {
                    throw error;
                  }
                  throw (Exception) failure;
                },
                () -> {
                  await(failed, stage);
                  TimeUnit.MILLISECONDS.sleep(20);
                  return 2L;
                }),
            callback);
    return seen.ended(caller, callback.values());
  }

  private static Failing callbackThrows(Futures edition, Stage stage) {
    var failure = new IllegalStateException("the callback fails");
    var seen = new Failing(failure);
    var receiver = new Receiver("callback", stage, 20);
    var thrown = new CountDownLatch(1);
    Outcome<Void> caller =
        onEach(
            edition,
            List.of(
                () -> 1L,
                () -> {
                  await(thrown, stage);
                  TimeUnit.MILLISECONDS.sleep(20);
                  return 2L;
                }),
            value -> {
              if (value == 1) {
                thrown.countDown();
                throw failure;
              }
              receiver.accept(value);
            });
    return seen.ended(caller, receiver.values(), stage);
  }

  /** A joiner of the recipe's own, the same for all editions. */
  private static Failing bareJoiner(Futures edition, Stage stage) {
    var failure = new IllegalStateException("the callback fails");
    Outcome<Void> caller =
        Outcome.of(() -> {
          BareJoiner.call(
              () -> 1L,
              value -> {
                throw failure;
              });
          return null;
        });
    return new Failing(failure).ended(caller, List.of(), stage);
  }

  /** Task 1 has a result; task 2 fails while the consumer is busy with it; task 3 waits. */
  private static Failing oneOfThree(Futures edition, Stage stage) throws InterruptedException {
    var failure = new IOException("task 2 fails");
    var seen = new Failing(failure);
    var receiver = new Receiver("completed", stage, 0);
    var consuming = new CountDownLatch(1);
    List<Callable<Long>> tasks =
        List.of(
            () -> 1L,
            () -> {
              await(consuming, stage);
              throw failure;
            },
            () -> seen.waitForInterrupt(stage));
    Outcome<Void> caller =
        asCompleted(
            edition,
            stage,
            tasks,
            value -> {
              awaitQuietly(seen.begun, stage.patience().toMillis());
              consuming.countDown();
              receiver.accept(value);
              seen.atOnce = awaitQuietly(seen.interrupted, 100);
            });
    return seen.ended(caller, receiver.values());
  }

  private static Failing consumerThrows(Futures edition, Stage stage) throws InterruptedException {
    var failure = new IllegalStateException("the consumer fails");
    var seen = new Failing(failure);
    Outcome<Void> caller =
        asCompleted(
            edition,
            stage,
            List.of(
                () -> {
                  await(seen.begun, stage);
                  return 1L;
                },
                () -> seen.waitForInterrupt(stage)),
            value -> {
              throw failure;
            });
    return seen.ended(caller, List.of());
  }

  private static Outcome<Void> onEach(
      Futures edition, List<Callable<Long>> tasks, Consumer<Long> callback) {
    return Outcome.of(() -> {
      edition.onEach(tasks, callback, () -> {});
      return null;
    });
  }

  /** In a thread of its own, so that a call that waits for ever is seen. */
  private static Outcome<Void> asCompleted(
      Futures edition, Stage stage, List<Callable<Long>> tasks, Consumer<Long> consumer)
      throws InterruptedException {
    return stage
        .<Void>actor(
            "caller",
            () -> {
              edition.asCompleted(tasks, consumer);
              return null;
            })
        .end();
  }

  private static void await(CountDownLatch latch, Stage stage) throws InterruptedException {
    latch.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean awaitQuietly(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void tasksWait(Futures edition, Interruption interruption) throws Exception {
    edition.onEach(
        Collections.nCopies(2, () -> inside(interruption::await)), value -> {}, () -> {});
  }

  private static void taskComputes(Futures edition, Interruption interruption) throws Exception {
    edition.onEach(List.of(() -> inside(interruption::compute)), value -> {}, () -> {});
  }

  private static void callbackWaits(Futures edition, Interruption interruption) throws Exception {
    edition.onEach(
        List.of(() -> 1L),
        value -> {
          try {
            interruption.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        () -> {});
  }

  private static void consumerWaits(Futures edition, Interruption interruption) throws Exception {
    edition.asCompleted(Collections.nCopies(2, () -> inside(interruption::await)), value -> {});
  }

  private static void taskEnds(Futures edition, Interruption interruption) throws Exception {
    edition.onEach(List.of(() -> inside(interruption::end)), value -> {}, () -> {});
  }

  /** What a task of an interruption does. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private static Long inside(Work work) throws InterruptedException {
    work.run();
    return 1L;
  }
}
