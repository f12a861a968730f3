package showcase.engine;

/** What a trial measures, with the name and unit that table and JSON use. */
public enum Measure {
  /** From the first task handed over to the last result. */
  WALL("wall", "ms"),
  /** How many times as fast as in sequence, in the same round. */
  SPEED_UP("speed-up", "x"),
  /** The speed-up for each processor: 1 is the ideal. */
  SHARE("share-of-ideal", "share"),
  /** Processors that other programs kept busy meanwhile; they slow the parallel engines only. */
  OTHERS("others", "processors"),
  /** Processor time of the JVM and its worker processes meanwhile. */
  CPU("cpu", "ms"),
  /** The most that the JVM and its worker processes had resident at a time; shared pages count twice. */
  PEAK("peak-resident", "MiB"),
  /** To open the engine and have a first answer from each of its threads or processes. */
  START("start", "ms"),
  /** Tasks in a second. */
  THROUGHPUT("throughput", "tasks/s"),
  /**
   * Threads of the operating system that the engine added to the caller's: none in sequence; with
   * worker processes all of theirs, and not the few that serve them here.
   */
  THREADS("os-threads", "threads"),
  /** Heap, after a collection, that a waiting task keeps. */
  HEAP("heap-per-task", "KiB"),
  /**
   * Resident memory that a waiting task adds, before any collection; with worker processes all of
   * the one that it waits in, with the pages that it shares.
   */
  RESIDENT("resident-per-task", "KiB"),
  /** Median latency of short tasks while nothing else runs. */
  QUIET_P50("quiet-p50", "ms"),
  /** Median latency of short tasks beside long ones. */
  P50("p50", "ms"),
  /** 99th percentile of the same. */
  P99("p99", "ms"),
  /** Short tasks served beside long ones, as a share of those served in quiet. */
  SERVED("served", "share");

  private final String label;
  private final String unit;

  Measure(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** The name in the JSON. */
  public String label() {
    return label;
  }

  /** The unit in the JSON. */
  public String unit() {
    return unit;
  }
}
