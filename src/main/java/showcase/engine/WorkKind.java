package showcase.engine;

import java.util.Arrays;
import java.util.List;

/** The kinds of work that {@code compare} compares engines on. */
public enum WorkKind {
  /** K times fib(n). */
  COMPUTE("compute"),
  /** K tasks that wait some milliseconds. */
  WAIT("wait"),
  /** K tasks that each ask a fib server on loopback for fib(1). */
  REQUESTS("requests"),
  /** Short tasks beside long computing ones. */
  MIXED("mixed");

  private final String label;

  WorkKind(String label) {
    this.label = label;
  }

  /** The name that the command line and the JSON use. */
  public String label() {
    return label;
  }

  static WorkKind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow();
  }

  /** The engines that can do it: nothing is short beside long when all is in sequence. */
  public List<EngineKind> engines() {
    return Arrays.stream(EngineKind.values())
        .filter(engine -> this != MIXED || runsSingleTasks(engine))
        .toList();
  }

  private static boolean runsSingleTasks(EngineKind engine) {
    return engine != EngineKind.SEQUENTIAL && engine != EngineKind.FORK_JOIN_SPLIT;
  }
}
