package showcase.catalogue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a run says while it runs. Any thread may write to it at any time.
 *
 * <p>The order of the lines is an order in which they were said: if one line happens-before another
 * (JLS 17.4.5), it stands before it. A task that says <i>acquires</i> after it took a permit, and
 * <i>releases</i> before it gives the permit back, therefore proves by its lines when it held it.
 * The queue below takes no lock, so that writing serialises no threads and pins no carrier.
 */
public final class Transcript {
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final Queue<Measurement> measurements = new ConcurrentLinkedQueue<>();

  /** Writes a line without a subject. */
  public void say(Object text) {
    lines.add(new Line("", text.toString()));
  }

  /**
   * Writes a line.
   *
   * @param subject who says it: a task's number or name
   * @param text what happened, in a word or a few; claims count lines by it
   */
  public void say(Object subject, Object text) {
    lines.add(new Line(subject.toString(), text.toString()));
  }

  /** Records a number to be shown, such as {@code ("speed-up", 1.9, "x")}. */
  public void measure(String name, double value, String unit) {
    measurements.add(new Measurement(name, value, unit));
  }

  /** What has been said so far. */
  public Run soFar() {
    return new Run(List.copyOf(lines), List.copyOf(measurements));
  }
}
