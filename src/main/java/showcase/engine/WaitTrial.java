package showcase.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Times an engine on tasks that wait, and measures the memory of a waiting task. */
final class WaitTrial {

  /** A usual size for a pool whose tasks wait, as in web servers. */
  static final int POOL = 200;

  // With fewer tasks, the JVM's own allocations would hide the difference.
  private static final int ENOUGH_TO_WEIGH = 200;
  private static final int AT_LEAST_MILLIS = 1000;
  private static final int LONGEST_MILLIS = 10_000;
  private static final String STOPPED = "stopped at %,d platform threads: %s";

  private WaitTrial() {}

  /**
   * What the tasks wait for.
   *
   * @param work one task
   * @param held the same task, held between two latches: it counts the first one down when it has
   *     started, and waits for the second one
   * @param turns how often a narrow engine repeats it in about a second
   * @param warmUp whether it runs so much code that it must be compiled before it is timed
   */
  private record Wait(
      Work work,
      BiFunction<CountDownLatch, CountDownLatch, Work> held,
      int turns,
      boolean warmUp) {}

  /** Runs tasks that sleep for a number of milliseconds. */
  static Trial sleeping(EngineKind kind, int tasks, int millis) throws Exception {
    return sleeping(kind, tasks, millis, ThreadLimit.ofThisSystem());
  }

  /** Does the same, with a limit of platform threads that may differ from this system's. */
  static Trial sleeping(EngineKind kind, int tasks, int millis, ThreadLimit limit)
      throws Exception {
    int turns = Math.max(1, AT_LEAST_MILLIS / millis);
    var wait = new Wait(new Work.Waiting(millis), Work.Held::new, turns, false);
    return run(kind, tasks, wait, limit);
  }

  /** Runs tasks that each send a request to the fib server on this port of loopback. */
  static Trial requesting(EngineKind kind, int tasks, int port) throws Exception {
    // Only a process for each task is too slow to run them all.
    boolean fresh = kind == EngineKind.FRESH_PROCESS;
    BiFunction<CountDownLatch, CountDownLatch, Work> held =
        (arrived, go) -> new Work.HeldRequest(port, arrived, go);
    var wait = new Wait(new Work.Request(port), held, fresh ? 10 : tasks, !fresh);
    return run(kind, tasks, wait, ThreadLimit.ofThisSystem());
  }

  private static Trial run(EngineKind kind, int tasks, Wait wait, ThreadLimit limit)
      throws Exception {
    var notes = new Trial.Notes();
    int atOnce = Math.min(tasks, width(kind, tasks));
    if (kind == EngineKind.SEQUENTIAL) {
      notes.add(Measure.THREADS, 0); // not measured: a held task would block the caller
    } else if (!kind.inProcesses()) {
      atOnce = weigh(kind, atOnce, wait, limit, notes);
    }
    // A narrow engine would take too long, so it gets only what it can do in about a second.
    int turns = kind == EngineKind.THREAD_PER_TASK ? 1 : wait.turns();
    time(kind, (int) Math.min(tasks, (long) atOnce * turns), wait, notes);
    return notes.trial();
  }

  /** Returns how many tasks can wait at the same time. */
  private static int width(EngineKind kind, int tasks) {
    return switch (kind) {
      case SEQUENTIAL -> 1;
      case FIXED_POOL -> POOL;
      case THREAD_PER_TASK, VIRTUAL -> tasks;
      case FORK_JOIN, FORK_JOIN_SPLIT, FRESH_PROCESS, PROCESS_POOL ->
          Runtime.getRuntime().availableProcessors();
    };
  }

  private static void time(EngineKind kind, int tasks, Wait wait, Trial.Notes notes)
      throws Exception {
    List<Work> works = Collections.nCopies(tasks, wait.work());
    int width = Math.min(tasks, width(kind, tasks));
    try (Engine engine = kind.open(width)) {
      if (wait.warmUp()) {
        Trial.check(works, engine.runAll(works));
      } else if (kind == EngineKind.PROCESS_POOL) {
        engine.runAll(works.subList(0, width)); // so that the start of its workers is not measured
      }
      long started = System.nanoTime();
      Trial.check(works, engine.runAll(works));
      double took = Trial.millisSince(started);
      notes.add(Measure.WALL, took);
      notes.add(Measure.THROUGHPUT, tasks / took * 1000);
      Usage workers = engine.workers();
      if (kind.inProcesses()) {
        notes.add(Measure.THREADS, workers.threads());
        notes.add(Measure.RESIDENT, workers.residentKiB() / (double) width); // one task in each
      }
      notes.add(Measure.PEAK, Usage.ofThisJvm().plus(workers).peakKiB() / 1024.0);
    }
  }

  /**
   * Lets all tasks wait at the same time, and measures the memory before and meanwhile.
   *
   * @return how many tasks can wait at the same time
   */
  private static int weigh(
      EngineKind kind, int tasks, Wait wait, ThreadLimit limit, Trial.Notes notes)
      throws Exception {
    long heapBefore = heapAfterCollection();
    Usage before = Usage.ofThisJvm();
    var arrived = new CountDownLatch(tasks);
    var go = new CountDownLatch(1);
    List<Future<Long>> held = new ArrayList<>(tasks);
    int atOnce;
    try (Engine engine = kind.open(width(kind, tasks))) {
      try {
        Work work = wait.held().apply(arrived, go);
        atOnce = hold(kind, engine, tasks, work, limit, held, notes);
        for (int missing = held.size(); missing < tasks; missing++) {
          arrived.countDown();
        }
        arrived.await();
        Usage meanwhile = Usage.ofThisJvm();
        notes.add(Measure.THREADS, meanwhile.threads() - before.threads());
        if (held.size() >= ENOUGH_TO_WEIGH) {
          double residentKiB = meanwhile.residentKiB() - before.residentKiB();
          notes.add(Measure.RESIDENT, residentKiB / held.size());
          double heapKiB = (heapAfterCollection() - heapBefore) / 1024.0;
          notes.add(Measure.HEAP, heapKiB / held.size());
        }
      } finally {
        go.countDown();
      }
      for (Future<Long> future : held) {
        future.get();
      }
    }
    return atOnce;
  }

  /**
   * Starts the tasks. With a platform thread for each task, it stops at the system's limits.
   *
   * @return how many tasks can be held when this is repeated
   */
  private static int hold(
      EngineKind kind,
      Engine engine,
      int tasks,
      Work work,
      ThreadLimit limit,
      List<Future<Long>> held,
      Trial.Notes notes) {
    long started = System.nanoTime();
    while (held.size() < tasks) {
      if (kind == EngineKind.THREAD_PER_TASK) {
        if (held.size() == limit.threads()) {
          notes.say(STOPPED.formatted(held.size(), limit.rule() + " allows few more"));
          return held.size();
        }
        if (Trial.millisSince(started) > LONGEST_MILLIS) {
          notes.say(STOPPED.formatted(held.size(), "starting them took 10 s"));
          return held.size();
        }
      }
      try {
        held.add(engine.submit(work));
      } catch (OutOfMemoryError e) {
        // ThreadLimit does not know all limits, such as those of a user or of memory.
        notes.say(STOPPED.formatted(held.size(), e.getMessage()));
        return Math.max(1, held.size() / 10 * 9); // another refusal would end the trial
      }
    }
    return tasks;
  }

  private static long heapAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
