package showcase.engine;

/** What a trial measures, with the name and the unit that the table and the JSON use. */
public enum Measure {
  /** Time from the submission of the first task to the last result. */
  WALL("wall", "ms"),
  /** How many times as fast as the sequential engine in the same round. */
  SPEED_UP("speed-up", "x"),
  /** The speed-up divided by the number of processors; 1 is ideal. */
  SHARE("share-of-ideal", "share"),
  /** Processors that other programs kept busy meanwhile; this slows only the parallel engines. */
  OTHERS("others", "processors"),
  /** Processor time that the JVM and its worker processes used meanwhile. */
  CPU("cpu", "ms"),
  /**
   * Peak resident memory of the JVM and its worker processes; shared pages count more than once.
   */
  PEAK("peak-resident", "MiB"),
  /** Time to open the engine and get a first answer from each of its threads or processes. */
  START("start", "ms"),
  /** Tasks per second. */
  THROUGHPUT("throughput", "tasks/s"),
  /**
   * Operating-system threads that the engine added to the caller's: none for the sequential engine.
   * For worker processes, all of their threads, but not the few in this JVM that serve them.
   */
  THREADS("os-threads", "threads"),
  /** Heap that a waiting task retains after a garbage collection. */
  HEAP("heap-per-task", "KiB"),
  /**
   * Resident memory that a waiting task adds, before any garbage collection. For worker processes,
   * all memory of the process in which the task waits, including shared pages.
   */
  RESIDENT("resident-per-task", "KiB"),
  /** Median latency of short tasks while nothing else runs. */
  QUIET_P50("quiet-p50", "ms"),
  /** Median latency of short tasks alongside long ones. */
  P50("p50", "ms"),
  /** 99th percentile of the latency of short tasks alongside long ones. */
  P99("p99", "ms"),
  /** Short tasks served alongside long ones, as a share of those served while nothing else runs. */
  SERVED("served", "share");

  private final String label;
  private final String unit;

  Measure(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Returns the name in the JSON. */
  public String label() {
    return label;
  }

  /** Returns the unit in the JSON. */
  public String unit() {
    return unit;
  }
}
