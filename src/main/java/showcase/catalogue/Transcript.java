package showcase.catalogue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import showcase.observe.SeenThread;

/**
 * What is said while a situation is posed. Any thread may write to it at any time.
 *
 * <p>A line whose writing happens-before that of another (JLS 17.4.5) comes before it. The queue is
 * lock-free, so threads that write neither wait for each other nor pin a carrier.
 */
final class Transcript {
  private final long start = System.nanoTime();
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final Queue<OpenSpan> spans = new ConcurrentLinkedQueue<>();
  private final Queue<Measurement> measurements = new ConcurrentLinkedQueue<>();

  /** A span that may not have ended yet. */
  private final class OpenSpan implements Stage.Doing {
    final String subject;
    final String what;
    final SeenThread thread = SeenThread.current();
    final long from = now();
    final AtomicLong to = new AtomicLong(-1); // until it ends

    OpenSpan(String subject, String what) {
      this.subject = subject;
      this.what = what;
    }

    @Override
    public void end() {
      to.compareAndSet(-1, now());
    }

    /** The span; if it has not ended by then, it ends then. */
    Span until(long then) {
      long end = to.get();
      return new Span(subject, what, thread, from, end < 0 ? then : Math.min(end, then));
    }
  }

  private long now() {
    return System.nanoTime() - start;
  }

  /** When it began, on the time line of {@link System#nanoTime}. */
  long start() {
    return start;
  }

  void say(Object subject, Object text) {
    lines.add(new Line(subject.toString(), text.toString(), SeenThread.current(), now()));
  }

  Stage.Doing does(Object subject, String what) {
    var span = new OpenSpan(subject.toString(), what);
    spans.add(span);
    return span;
  }

  void measure(String name, double value, String unit) {
    measurements.add(new Measurement(name, value, unit));
  }

  /**
   * What has been said so far.
   *
   * @param took how long the situation took: spans are cut there, and later ones left out
   */
  Run soFar(Duration took) {
    long then = took.toNanos();
    return new Run(
        List.copyOf(lines),
        spans.stream()
            .filter(span -> span.from <= then)
            .sorted(Comparator.comparingLong(span -> span.from))
            .map(span -> span.until(then))
            .toList(),
        List.copyOf(measurements));
  }
}
