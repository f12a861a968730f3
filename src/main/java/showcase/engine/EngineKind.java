package showcase.engine;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** The ways to run tasks that {@code compare} compares. */
public enum EngineKind {
  SEQUENTIAL("sequential", "one task after the other"),
  THREAD_PER_TASK("thread-per-task", "a platform thread for each task"),
  FIXED_POOL("fixed-pool", "a pool of platform threads"),
  FORK_JOIN("forkjoin-tasks", "tasks of a ForkJoinPool"),
  FORK_JOIN_SPLIT("forkjoin-split", "a ForkJoinPool that splits the work in half recursively"),
  VIRTUAL("virtual", "a virtual thread for each task"),
  FRESH_PROCESS("process-per-task", "a fresh worker process for each task"),
  PROCESS_POOL("process-pool", "a pool of worker processes");

  private final String label;
  private final String what;

  EngineKind(String label, String what) {
    this.label = label;
    this.what = what;
  }

  /** Returns the name used on the command line and in the JSON. */
  public String label() {
    return label;
  }

  /** Returns a short description. */
  public String what() {
    return what;
  }

  /** Returns whether the tasks run in other processes. */
  public boolean inProcesses() {
    return this == FRESH_PROCESS || this == PROCESS_POOL;
  }

  /** Returns whether each task has a thread of its own, however many tasks there are. */
  public boolean unbounded() {
    return this == THREAD_PER_TASK || this == VIRTUAL;
  }

  static EngineKind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Opens the engine.
   *
   * @param width the number of threads or processes that a bounded engine may use
   * @throws IOException if a worker process cannot be started
   */
  Engine open(int width) throws IOException {
    return switch (this) {
      case SEQUENTIAL -> new SequentialEngine();
      case THREAD_PER_TASK ->
          new ExecutorEngine(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory()));
      case FIXED_POOL -> new ExecutorEngine(Executors.newFixedThreadPool(width));
      case FORK_JOIN -> new ExecutorEngine(new ForkJoinPool(width));
      case FORK_JOIN_SPLIT -> new SplitEngine(width);
      case VIRTUAL -> new ExecutorEngine(Executors.newVirtualThreadPerTaskExecutor());
      case FRESH_PROCESS -> new FreshProcessEngine(width);
      case PROCESS_POOL -> new ProcessPoolEngine(width);
    };
  }
}
