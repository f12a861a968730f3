package showcase.catalogue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is said while a situation is posed. Any thread may write to it at any time.
 *
 * <p>If one line happens-before another (JLS 17.4.5), it stands before it. The queue takes no lock,
 * so writing serialises no threads and pins no carrier.
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
