package showcase.fib;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;

/** Counts what a server does. Any thread may write; a set of counts read is not a snapshot. */
final class Metrics {

  // Two digits of precision up to ten minutes: about 40 KiB, and no lock between writers.
  private static final long LONGEST_NANOS = 600_000_000_000L;

  // Not adders, which may run out of memory when they count: the two must stay in step.
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong closed = new AtomicLong();
  private final LongAdder answered = new LongAdder();
  private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);
  private final AtomicHistogram latency = new AtomicHistogram(LONGEST_NANOS, 2);

  Metrics() {
    for (Refusal refusal : Refusal.values()) {
      refusals.put(refusal, new LongAdder());
    }
  }

  void opened() {
    accepted.incrementAndGet();
  }

  void closed() {
    closed.incrementAndGet();
  }

  void answered() {
    answered.increment();
  }

  void refused(Refusal refusal) {
    refusals.get(refusal).increment();
  }

  /** Records how long a request took, from reading its line to writing its answer. */
  void took(long nanos) {
    latency.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }

  long acceptedCount() {
    return accepted.get();
  }

  long openCount() {
    long ended = closed.get(); // first, so that no connection counts as closed but not opened
    return accepted.get() - ended;
  }

  long answeredCount() {
    return answered.sum();
  }

  Map<String, Long> errors() {
    Map<String, Long> counts = new TreeMap<>();
    refusals.forEach((refusal, count) -> counts.put(refusal.name(), count.sum()));
    return counts;
  }

  double latencyMicros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1_000.0;
  }
}
