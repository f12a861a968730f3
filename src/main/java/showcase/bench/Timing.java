package showcase.bench;

import java.util.Map;

/**
 * One figure of a JMH run.
 *
 * @param subject what was timed: a recipe, or a building block such as {@code hand-over}
 * @param way how it was done: {@code classic}, {@code modern}, or another name
 * @param parameters the benchmark's parameters, without those that are part of {@code subject} and
 *     {@code way}
 * @param score nanoseconds per operation, or operations per second
 * @param low the lower end of the error bar
 * @param high the upper end of the error bar
 * @param lessIsBetter true if the score is a time
 * @param forks the number of JVMs that measured it
 */
public record Timing(
    String subject,
    String way,
    Map<String, String> parameters,
    double score,
    double low,
    double high,
    boolean lessIsBetter,
    int forks) {

  /** Returns whether there is an error bar; a single sample has none. */
  public boolean hasError() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Returns the larger side of the error bar. */
  public double error() {
    return Math.max(high - score, score - low);
  }
}
