package showcase.recipe.threadpool;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Interruption.interruptedWhileKeepingIt;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import showcase.catalogue.Actor;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;
import showcase.recipe.threadpool.TaskPool.Opener;
import showcase.recipe.threadpool.TaskPool.Task;

/** Runs many tasks, few at a time, and survives those that fail. */
public final class ThreadPoolRecipe {
  static final Parameter WORKERS =
      new Parameter("workers", 5, 1, 500, "tasks that run at the same time");
  static final Parameter QUEUED =
      new Parameter("queued", 5, 0, 10_000, "more tasks that wait for their turn");
  static final Parameter TASKS = new Parameter("tasks", 3, 1, 10_000, "tasks that compute fib(n)");
  static final Parameter N = new Parameter("n", 35, 1, 45, "the n of fib(n)");

  public static final Recipe<Opener> RECIPE =
      Recipe.<Opener>recipe(
              5,
              "thread-pool",
              "Limit how many tasks run, and survive failing ones",
              "Thread Pool Template",
              TaskPool.class)
          .topic(Topic.SCHEDULING)
          .problem(
              """
              Run many tasks, but no more than five at the same time. Five more may wait for their
              turn; after that, add waits. A task that fails is reported, whatever it throws, and
              costs the pool neither a thread nor a place. A caller can wait for all tasks, or close
              the pool, which interrupts those that still run.
              """)
          .python("five daemon workers over Queue(5), three fib(35); what fails is printed")
          .parameters(WORKERS, QUEUED, TASKS, N)
          .witnesses("Tasks.java")
          .classic(() -> ThreadPoolClassic::new, "WorkerThreads.java", "TaskCount.java")
          .modern(() -> ThreadPoolModern::new, "TaskCount.java")
          .situations(ThreadPoolRecipe::situations)
          .timed(
              "100 tasks that do nothing, 5 at a time, and the pool",
              opener -> {
                try (TaskPool pool = opener.open(5, 5, failure -> {})) {
                  for (int i = 0; i < 100; i++) {
                    pool.add(() -> {});
                  }
                  pool.awaitAll();
                  return pool;
                }
              })
          .whatChanges(
              """
              The threads are no longer kept: each task gets a virtual thread of its own, which ends
              with it. A semaphore replaces the fixed number of threads, and threads that wait for
              it replace the queue. Both editions count the room for tasks by another semaphore.
              """)
          .keepTheClassicWhen(
              """
              The tasks only compute. Virtual threads are not faster than platform threads, and a
              thread that computes keeps its carrier from the others (JEP 444), so a pool of as many
              platform threads as there are processors is the right limit. Or the tasks use
              something that is costly to make and kept by its thread.
              """)
          .watchOutFor(
              """
              Executors.newFixedThreadPool has an unbounded queue (its Javadoc): tasks that arrive
              faster than they finish fill the memory. A ThreadPoolExecutor with a bounded queue
              rejects by default what does not fit; with CallerRunsPolicy the caller runs it. And
              virtual threads should never be pooled (JEP 444).
              """)
          .seeAlso("semaphore", "producer-consumer", "executor-close")
          .build();

  private ThreadPoolRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<Opener, ?>> situations() {
    return List.of(
        situation("three tasks compute fib(35)", ThreadPoolRecipe::scene)
            .claim(
                "each has its result when awaitAll returns",
                (in, results) ->
                    equal(Collections.nCopies(in.get(TASKS), Fib.byAddition(in.get(N))), results)),
        situation("no task is added", ThreadPoolRecipe::none)
            .claim("awaitAll returns at once", (in, end) -> equal("returned", end)),
        situation("more tasks than workers", ThreadPoolRecipe::many)
            .claim(
                "never more at once than workers",
                (in, seen) -> that(seen.peak() <= in.get(WORKERS), seen.peak() + " at once"))
            .claim("as many at once as workers", (in, seen) -> equal(in.get(WORKERS), seen.peak()))
            .claim(
                "each task ran once, and had ended when awaitAll returned",
                (in, seen) -> equal(3 * in.get(WORKERS) + 2, seen.endedAtReturn()))
            .shows("the threads", (in, seen) -> seen.threads()),
        situation("tasks fail, others follow", ThreadPoolRecipe::someFail)
            .claim(
                "each failure is reported once: checked, unchecked or Error",
                (in, seen) -> equal(seen.thrown, seen.reported))
            .claim(
                "afterwards as many as before run at once",
                (in, seen) -> equal(in.get(WORKERS), seen.next.peak())),
        situation(
                "tasks leave their thread interrupted, others follow", ThreadPoolRecipe::someSetIt)
            .claim(
                "afterwards as many as before run at once",
                (in, seen) -> equal(in.get(WORKERS), seen.peak()))
            .claim(
                "no task begins with the interrupt of another",
                (in, seen) -> equal(0, seen.interruptedAtStart())),
        situation("the failure handler throws an exception", ThreadPoolRecipe::reportingFails)
            .claim(
                "the uncaught-exception handler gets it",
                (in, seen) -> equal(seen.thrown, seen.reported))
            .claim(
                "afterwards as many as before run at once",
                (in, seen) -> equal(in.get(WORKERS), seen.next.peak())),
        situation("more tasks than there is room for", ThreadPoolRecipe::full)
            .claim(
                "add waits when that many run and wait",
                (in, seen) -> equal(in.get(WORKERS) + in.get(QUEUED), seen.addedWhileFull))
            .claim(
                "the rest are added when others end: all have run",
                (in, seen) -> equal(seen.tasks, seen.ran)),
        situation("an add while another thread waits for all", ThreadPoolRecipe::addMeanwhile)
            .claim(
                "it returns as soon as one task has ended",
                (in, seen) -> equal("returned", seen.add.toString()))
            .claim(
                "awaitAll returns when all that were there have ended",
                (in, seen) ->
                    that(seen.endedAtReturn() >= in.get(WORKERS) + in.get(QUEUED), seen.awaitAll)),
        situation("the pool is closed while it is full", ThreadPoolRecipe::closed)
            .claim(
                "the tasks that ran were interrupted, and have ended",
                (in, seen) -> equal(in.get(WORKERS), seen.interruptedAtReturn))
            .claim(
                "the tasks that waited never run",
                (in, seen) -> equal(in.get(WORKERS), seen.started))
            .claim(
                "an add that waited is rejected",
                (in, seen) ->
                    that(seen.blockedAdd.threw(RejectedExecutionException.class), seen.blockedAdd))
            .claim(
                "every add that comes later is rejected",
                (in, seen) ->
                    equal(
                        "returned " + moreThanRoom(in.get(WORKERS), in.get(QUEUED)),
                        seen.lateAdds.toString()))
            .claim(
                "awaitAll returns, since no task is left",
                (in, seen) -> equal("returned", seen.awaitAll.toString())),
        situation("null is added", ThreadPoolRecipe::nothing)
            .claim(
                "NullPointerException, and it takes no place",
                (in, seen) -> equal(List.of("threw NullPointerException: task", "returned"), seen)),
        situation("no workers, or a negative number of places to wait", ThreadPoolRecipe::wrong)
            .claim(
                "IllegalArgumentException",
                (in, ends) ->
                    that(
                        ends.stream().allMatch(end -> end.threw(IllegalArgumentException.class)),
                        ends)),
        interruptedBefore((opener, caller) -> use(opener, 2, 1, caller::await)),
        interruptedWhile(
            "it waits for room", 1, (opener, caller) -> use(opener, 1, 3, caller::await)),
        interruptedWhile(
            "it waits for all", 2, (opener, caller) -> use(opener, 2, 3, caller::await)),
        interruptedWhile(
            "a task computes", 1, (opener, caller) -> use(opener, 1, 1, caller::compute)),
        interruptedWhileKeepingIt("it closes the pool", 1, ThreadPoolRecipe::closeSlowly),
        interruptedAtTheEnd((opener, caller) -> use(opener, 1, 1, caller::end)));
  }

  private static void ignore(Throwable failure) {
    // in this situation none is expected, or it does not matter
  }

  /** The cheat sheet's scene. */
  private static List<Long> scene(Opener opener, Stage stage) throws InterruptedException {
    Queue<Long> results = new ConcurrentLinkedQueue<>();
    try (TaskPool pool = opener.open(stage.get(WORKERS), stage.get(QUEUED), stage::say)) {
      for (int i = 0; i < stage.get(TASKS); i++) {
        pool.add(() -> {
          int n = stage.get(N);
          long result = stage.does("task", "computes fib(" + n + ")", () -> Fib.interruptibly(n));
          results.add(result);
          stage.say("fib(%d) = %d".formatted(n, result));
        });
      }
      pool.awaitAll();
      return List.copyOf(results);
    }
  }

  private static String none(Opener opener, Stage stage) throws InterruptedException {
    try (TaskPool pool = open(opener, stage, ThreadPoolRecipe::ignore)) {
      return stage
          .actor(
              "owner",
              () -> {
                pool.awaitAll();
                return null;
              })
          .end()
          .toString();
    }
  }

  /** Three times as many tasks as workers. */
  private static Tasks many(Opener opener, Stage stage) throws InterruptedException {
    try (TaskPool pool = open(opener, stage, ThreadPoolRecipe::ignore)) {
      return next(pool, stage);
    }
  }

  private static TaskPool open(Opener opener, Stage stage, Consumer<Throwable> failures) {
    return opener.open(stage.get(WORKERS), stage.get(QUEUED), failures);
  }

  /** Adds three times as many tasks as workers and two that end late, and waits for them. */
  private static Tasks next(TaskPool pool, Stage stage) throws InterruptedException {
    var tasks = new Tasks(stage.get(WORKERS), stage);
    stage
        .actor(
            "owner",
            () -> {
              for (int i = 0; i < 3 * stage.get(WORKERS); i++) {
                pool.add(tasks::run);
              }
              pool.add(() -> tasks.runLate(30)); // its end wakes no wait for all
              pool.add(() -> tasks.runLate(60));
              pool.awaitAll();
              tasks.allAwaited();
              return null;
            })
        .end();
    return tasks;
  }

  /** What was thrown, what was reported, both as sorted texts, and the tasks that came then. */
  private record Failures(List<String> thrown, List<String> reported, Tasks next) {}

  /** As many failures of each kind as workers: if each cost one, none would be left. */
  private static Failures someFail(Opener opener, Stage stage) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < stage.get(WORKERS); i++) {
      thrown.add(new IOException("checked " + i));
      thrown.add(new NullPointerException("unchecked " + i));
      thrown.add(new AssertionError("Error " + i));
    }
    Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
    try (TaskPool pool = open(opener, stage, reported::add)) {
      stage.actor("owner", () -> addFailing(pool, thrown)).end();
      List<String> atReturn = texts(reported);
      return new Failures(texts(thrown), atReturn, next(pool, stage));
    }
  }

  private static Void addFailing(TaskPool pool, List<Throwable> failures)
      throws InterruptedException {
    for (Throwable failure : failures) {
      pool.add(() -> fail(failure));
    }
    pool.awaitAll();
    return null;
  }

  private static void fail(Throwable failure) throws Exception {
    switch (failure) {
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  private static List<String> texts(Collection<Throwable> failures) {
    return failures.stream().map(Throwable::toString).sorted().toList();
  }

  private static Tasks someSetIt(Opener opener, Stage stage) throws InterruptedException {
    try (TaskPool pool = open(opener, stage, ThreadPoolRecipe::ignore)) {
      for (int i = 0; i < stage.get(WORKERS); i++) {
        pool.add(() -> Thread.currentThread().interrupt());
      }
      pool.awaitAll();
      return next(pool, stage);
    }
  }

  private static Failures reportingFails(Opener opener, Stage stage) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < stage.get(WORKERS); i++) {
      thrown.add(new IllegalStateException("report " + i));
    }
    var reports = new AtomicInteger();
    Tasks next;
    try (TaskPool pool =
        open(
            opener,
            stage,
            failure -> {
              throw (IllegalStateException) thrown.get(reports.getAndIncrement());
            })) {
      var failing = Collections.<Throwable>nCopies(thrown.size(), new IOException("a failure"));
      stage.actor("owner", () -> addFailing(pool, failing)).end();
      next = next(pool, stage);
    }
    // Only now, because the handler is called when the thread of the task ends.
    return new Failures(texts(thrown), texts(stage.uncaught()), next);
  }

  /**
   * A pool that got more tasks than it has room for.
   *
   * @param tasks how many there were
   * @param addedWhileFull how many had been added when none had ended
   * @param ran how many had ended in the end
   */
  private record Full(int tasks, int addedWhileFull, int ran) {}

  private static Full full(Opener opener, Stage stage) throws InterruptedException {
    int room = stage.get(WORKERS) + stage.get(QUEUED);
    int tasks = room + 2;
    var full = new CountDownLatch(room);
    var gate = new CountDownLatch(1);
    var added = new AtomicInteger();
    var ran = new AtomicInteger();
    try (TaskPool pool = open(opener, stage, ThreadPoolRecipe::ignore)) {
      Actor<Void> owner =
          stage.actor(
              "owner",
              () -> {
                for (int i = 0; i < tasks; i++) {
                  pool.add(() -> {
                    gate.await();
                    ran.incrementAndGet();
                  });
                  added.incrementAndGet();
                  full.countDown();
                }
                pool.awaitAll();
                return null;
              });
      full.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
      TimeUnit.MILLISECONDS.sleep(20); // the time for one too many to be added
      int addedWhileFull = added.get();
      gate.countDown();
      owner.end();
      return new Full(tasks, addedWhileFull, ran.get());
    }
  }

  /**
   * What became of an add and of a wait for all tasks, both made while the pool was full.
   *
   * @param add how the add had ended when one task had
   * @param awaitAll how the wait ended; its value is how many tasks had ended by then
   */
  private record Meanwhile(Outcome<Void> add, Outcome<Integer> awaitAll) {
    int endedAtReturn() {
      return awaitAll instanceof Outcome.Returned<Integer>(Integer ended) ? ended : -1;
    }
  }

  private static Meanwhile addMeanwhile(Opener opener, Stage stage) throws InterruptedException {
    int room = stage.get(WORKERS) + stage.get(QUEUED);
    var mayEnd = new Semaphore(0);
    var ended = new AtomicInteger();
    Task task =
        () -> {
          stage.does(
              "task",
              "waits",
              () -> {
                mayEnd.acquire();
                return null;
              });
          ended.incrementAndGet();
        };
    try (TaskPool pool = open(opener, stage, ThreadPoolRecipe::ignore)) {
      for (int i = 0; i < room; i++) {
        pool.add(task);
      }
      Actor<Integer> owner =
          stage.actor(
              "owner",
              () -> {
                pool.awaitAll();
                return ended.get();
              });
      owner.seenIn(Thread.State.WAITING);
      Actor<Void> adder = stage.actor("adder", () -> add(pool, task));
      adder.seenIn(Thread.State.WAITING);
      mayEnd.release(); // one task ends
      Outcome<Void> added = adder.end();
      mayEnd.release(room);
      return new Meanwhile(added, owner.end());
    }
  }

  /** So many adds that one of them would wait for ever if each rejected task kept its place. */
  private static int moreThanRoom(int workers, int queued) {
    return workers + queued + 1;
  }

  /**
   * A pool that was closed while tasks ran, others waited, and one more add was blocked.
   *
   * @param started how many tasks have run at all
   * @param interruptedAtReturn how many tasks had seen an interrupt and ended when close returned
   */
  private record Closed(
      int started,
      int interruptedAtReturn,
      Outcome<Void> blockedAdd,
      Outcome<Integer> lateAdds,
      Outcome<Void> awaitAll) {}

  private static Closed closed(Opener opener, Stage stage) throws InterruptedException {
    var allRun = new CountDownLatch(stage.get(WORKERS));
    var started = new AtomicInteger();
    var interrupted = new AtomicInteger();
    Task task =
        () -> {
          started.incrementAndGet();
          allRun.countDown();
          Stage.Doing waiting = stage.does("task", "waits");
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            waiting.end();
            Stage.Doing cleaning = stage.does("task", "cleans up");
            try {
              TimeUnit.MILLISECONDS.sleep(20); // close has to wait for this
            } finally {
              cleaning.end();
            }
            interrupted.incrementAndGet();
          }
        };
    TaskPool pool = open(opener, stage, ThreadPoolRecipe::ignore);
    for (int i = 0; i < stage.get(WORKERS) + stage.get(QUEUED); i++) {
      pool.add(task);
    }
    allRun.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    Actor<Void> blockedAdd = stage.actor("blocked", () -> add(pool, task));
    blockedAdd.seenWaiting();
    stage
        .actor(
            "closing",
            () -> {
              pool.close();
              return null;
            })
        .end();
    int interruptedAtReturn = interrupted.get();
    Outcome<Void> blocked = blockedAdd.end();
    int many = moreThanRoom(stage.get(WORKERS), stage.get(QUEUED));
    Outcome<Integer> late = stage.actor("late", () -> rejected(pool, task, many)).end();
    Outcome<Void> awaitAll = stage.actor("awaiting", () -> awaitAll(pool)).end();
    return new Closed(started.get(), interruptedAtReturn, blocked, late, awaitAll);
  }

  private static Void add(TaskPool pool, Task task) throws InterruptedException {
    pool.add(task);
    return null;
  }

  private static int rejected(TaskPool pool, Task task, int adds) {
    return (int)
        IntStream.range(0, adds)
            .mapToObj(i -> Outcome.of(() -> add(pool, task)))
            .filter(outcome -> outcome.threw(RejectedExecutionException.class))
            .count();
  }

  private static Void awaitAll(TaskPool pool) throws InterruptedException {
    pool.awaitAll();
    return null;
  }

  private static List<String> nothing(Opener opener, Stage stage) throws InterruptedException {
    try (TaskPool pool = opener.open(1, 0, ThreadPoolRecipe::ignore)) {
      Outcome<Void> added = Outcome.of(() -> add(pool, null));
      Outcome<Void> next =
          stage
              .actor(
                  "next",
                  () -> {
                    pool.add(() -> {}); // waits if the only place is taken
                    return awaitAll(pool);
                  })
              .end();
      return List.of(added.toString(), next.toString());
    }
  }

  private static List<Outcome<Void>> wrong(Opener opener, Stage stage) {
    return List.of(
        Outcome.of(() -> openAndClose(opener, 0, 1)),
        Outcome.of(() -> openAndClose(opener, 1, -1)));
  }

  private static Void openAndClose(Opener opener, int workers, int queued) {
    opener.open(workers, queued, ThreadPoolRecipe::ignore).close();
    return null;
  }

  /** Adds this many tasks to a pool with this many workers and room for one waiting task. */
  private static void use(Opener opener, int workers, int tasks, Task task)
      throws InterruptedException {
    try (TaskPool pool = opener.open(workers, 1, ThreadPoolRecipe::ignore)) {
      for (int i = 0; i < tasks; i++) {
        pool.add(task);
      }
      pool.awaitAll();
    }
  }

  /** The task goes on for a moment when close interrupts it; the caller is interrupted then. */
  private static void closeSlowly(Opener opener, Interruption caller) throws InterruptedException {
    var running = new CountDownLatch(1);
    try (TaskPool pool = opener.open(1, 0, ThreadPoolRecipe::ignore)) {
      pool.add(() -> {
        running.countDown();
        try {
          new CountDownLatch(1).await();
        } finally {
          caller.arrive();
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        }
      });
      running.await();
    }
  }
}
