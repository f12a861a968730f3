package showcase.engine;

import java.util.Arrays;
import java.util.List;

/** The kinds of work that {@code compare} compares engines on. */
public enum WorkKind {
  /** K tasks that each compute fib(n). */
  COMPUTE("compute"),
  /** K tasks that each sleep for a number of milliseconds. */
  WAIT("wait"),
  /** K tasks that each ask a fib server on loopback for fib(1). */
  REQUESTS("requests"),
  /** Short tasks alongside long computing ones. */
  MIXED("mixed");

  private final String label;

  WorkKind(String label) {
    this.label = label;
  }

  /** Returns the name used on the command line and in the JSON. */
  public String label() {
    return label;
  }

  static WorkKind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns the engines that can do this work. {@link #MIXED} needs an engine that can run a short
   * task alongside long ones.
   */
  public List<EngineKind> engines() {
    return Arrays.stream(EngineKind.values())
        .filter(engine -> this != MIXED || runsSingleTasks(engine))
        .toList();
  }

  private static boolean runsSingleTasks(EngineKind engine) {
    return engine != EngineKind.SEQUENTIAL && engine != EngineKind.FORK_JOIN_SPLIT;
  }
}
