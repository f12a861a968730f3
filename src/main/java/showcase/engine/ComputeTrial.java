package showcase.engine;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times an engine on tasks that only compute: each of them computes fib(n). */
final class ComputeTrial {

  private static final Work SMALL = new Work.Computing(1);
  private static final Work WARM_UP = new Work.Computing(32);
  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private ComputeTrial() {}

  static Trial run(EngineKind kind, int tasks, int n) throws Exception {
    var notes = new Trial.Notes();
    int width = Runtime.getRuntime().availableProcessors();
    try (var engine = new SequentialEngine()) {
      runChecked(engine, List.of(SMALL)); // the JVM's first lambdas are no engine's cost
    }
    long opened = System.nanoTime();
    try (Engine engine = kind.open(width)) {
      // As many tasks as threads or processes, so that each of these has started.
      runChecked(engine, Collections.nCopies(width, SMALL));
      notes.add(Measure.START, Trial.millisSince(opened));
      engine.workers().plus(Usage.ofThisJvm()); // so that this code is warm when the clock starts
      Usage.machineMillis();
      warmUp(kind, engine, width);

      // Workers first, and last below: what they use while they are looked at is not the tasks'.
      Usage before = engine.workers().plus(Usage.ofThisJvm());
      long machineBefore = Usage.machineMillis();
      long started = System.nanoTime();
      runChecked(engine, Collections.nCopies(tasks, new Work.Computing(n)));
      double wall = Trial.millisSince(started);
      long machine = Usage.machineMillis() - machineBefore;
      Usage after = Usage.ofThisJvm().plus(engine.workers());
      long own = after.cpuMillis() - before.cpuMillis();
      notes.add(Measure.WALL, wall);
      notes.add(Measure.CPU, own);
      notes.add(Measure.OTHERS, Math.max(0, machine - own) / wall);
      notes.add(Measure.PEAK, after.peakKiB() / 1024.0);
    }
    return notes.trial();
  }

  /** Warms up, so that compilation, which belongs to no engine, is over before the clock starts. */
  private static void warmUp(EngineKind kind, Engine engine, int width) throws Exception {
    long started = System.nanoTime();
    do {
      runChecked(engine, Collections.nCopies(width, WARM_UP));
    } while (System.nanoTime() - started < WARM_UP_NANOS && kind != EngineKind.FRESH_PROCESS);
  }

  private static void runChecked(Engine engine, List<? extends Work> works) throws Exception {
    Trial.check(works, engine.runAll(works));
  }
}
