package showcase.report;

import java.util.List;

/**
 * The figures of one kind of work, from {@code compare --json}.
 *
 * @param work such as {@code compute} or {@code server}
 * @param engines the ways to run it, in the order of the file
 * @param verdict what the figures allow to say, in sentences
 */
public record Compared(String work, List<Measured> engines, List<String> verdict) {

  /**
   * The figures of one engine.
   *
   * @param engine such as {@code virtual}; for the server {@code virtual/process}, its edition and
   *     its workers
   * @param parameters the parameters of the work, in words
   * @param figures none if it failed
   * @param note a limit that it hit, or why it failed; otherwise empty
   */
  public record Measured(String engine, String parameters, List<Figure> figures, String note) {}

  /** A figure: its median and its range over all rounds. */
  public record Figure(String name, String unit, double median, double least, double most) {}
}
