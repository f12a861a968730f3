package showcase.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Times an engine on tasks that wait, and weighs a waiting task. */
final class WaitTrial {

  /** A usual size of a pool whose tasks wait, as web servers have it. */
  static final int POOL = 200;

  // Fewer are lost in what the JVM takes for itself meanwhile.
  private static final int ENOUGH_TO_WEIGH = 200;
  private static final int AT_LEAST_MILLIS = 1000;
  private static final int LONGEST_MILLIS = 10_000;
  private static final String STOPPED = "stopped at %,d platform threads: %s";

  private WaitTrial() {}

  /**
   * What the tasks wait for.
   *
   * @param work one task
   * @param held the same, held back between two latches: it has come, it may go
   * @param turns how often a narrow engine does it in a second or so
   * @param warmUp whether it runs code enough that the compiler's work has to be over first
   */
  private record Wait(
      Work work,
      BiFunction<CountDownLatch, CountDownLatch, Work> held,
      int turns,
      boolean warmUp) {}

  /** Tasks that sleep some milliseconds. */
  static Trial sleeping(EngineKind kind, int tasks, int millis) throws Exception {
    return sleeping(kind, tasks, millis, ThreadLimit.ofThisSystem());
  }

  /** The same, with a limit of platform threads that need not be this system's. */
  static Trial sleeping(EngineKind kind, int tasks, int millis, ThreadLimit limit)
      throws Exception {
    int turns = Math.max(1, AT_LEAST_MILLIS / millis);
    var wait = new Wait(new Work.Waiting(millis), Work.Held::new, turns, false);
    return run(kind, tasks, wait, limit);
  }

  /** Tasks that each ask the fib server at this port on loopback. */
  static Trial requesting(EngineKind kind, int tasks, int port) throws Exception {
    // Only a process for each is so slow that it cannot do them all.
    boolean fresh = kind == EngineKind.FRESH_PROCESS;
    BiFunction<CountDownLatch, CountDownLatch, Work> held =
        (come, go) -> new Work.HeldRequest(port, come, go);
    var wait = new Wait(new Work.Request(port), held, fresh ? 10 : tasks, !fresh);
    return run(kind, tasks, wait, ThreadLimit.ofThisSystem());
  }

  private static Trial run(EngineKind kind, int tasks, Wait wait, ThreadLimit limit)
      throws Exception {
    var notes = new Trial.Notes();
    int atOnce = Math.min(tasks, width(kind, tasks));
    if (kind == EngineKind.SEQUENTIAL) {
      notes.add(Measure.THREADS, 0); // not looked at: a held task would hold the caller
    } else if (!kind.inProcesses()) {
      atOnce = weigh(kind, atOnce, wait, limit, notes);
    }
    // A narrow engine would take for ever: it gets what it can do in a second or so.
    int turns = kind == EngineKind.THREAD_PER_TASK ? 1 : wait.turns();
    time(kind, (int) Math.min(tasks, (long) atOnce * turns), wait, notes);
    return notes.trial();
  }

  /** How many tasks can wait at a time. */
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
        engine.runAll(works.subList(0, width)); // the start of its workers is not waiting
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
   * Lets tasks wait all at once, and looks at the memory before and meanwhile.
   *
   * @return how many can wait at once
   */
  private static int weigh(
      EngineKind kind, int tasks, Wait wait, ThreadLimit limit, Trial.Notes notes)
      throws Exception {
    long heapBefore = heapAfterCollection();
    Usage before = Usage.ofThisJvm();
    var come = new CountDownLatch(tasks);
    var go = new CountDownLatch(1);
    List<Future<Long>> held = new ArrayList<>(tasks);
    int atOnce;
    try (Engine engine = kind.open(width(kind, tasks))) {
      try {
        Work work = wait.held().apply(come, go);
        atOnce = hold(kind, engine, tasks, work, limit, held, notes);
        for (int missing = held.size(); missing < tasks; missing++) {
          come.countDown();
        }
        come.await();
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
   * Starts the tasks; a platform thread for each has its limits, and stops there.
   *
   * @return how many can be held once more
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
          notes.say(STOPPED.formatted(held.size(), "that took 10 s"));
          return held.size();
        }
      }
      try {
        held.add(engine.submit(work));
      } catch (OutOfMemoryError e) {
        // The rules of ThreadLimit are not all: a user's own limit, memory.
        notes.say(STOPPED.formatted(held.size(), e.getMessage()));
        return Math.max(1, held.size() / 10 * 9); // or the next refusal would end the trial
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
