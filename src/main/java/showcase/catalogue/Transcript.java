package showcase.catalogue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is said while a situation is posed. Any thread may write to it at any time.
 *
 * <p>A line whose writing happens-before that of another (JLS 17.4.5) comes before it. The queue is
 * lock-free, so threads that write neither wait for each other nor pin a carrier.
 */
final class Transcript {
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final Queue<Measurement> measurements = new ConcurrentLinkedQueue<>();

  void say(Object subject, Object text) {
    lines.add(new Line(subject.toString(), text.toString()));
  }

  void measure(String name, double value, String unit) {
    measurements.add(new Measurement(name, value, unit));
  }

  /** What has been said so far. */
  Run soFar() {
    return new Run(List.copyOf(lines), List.copyOf(measurements));
  }
}
