package showcase.fib;

import org.HdrHistogram.Histogram;

/**
 * What a load client saw, after its warm-up; what was wrong or failed, in it, too.
 *
 * @param connected connections that were open at once
 * @param served of those, how many got a right answer, be it in the warm-up
 * @param answers right answers to n
 * @param hogAnswers right answers to the hogs
 * @param wrong answers that were not fib(n), error lines among them
 * @param failed connections that broke; in open loop, requests left unanswered by the others or
 *     never sent, too
 * @param seconds how long it was counted
 * @param latency of the right answers to n, in ns; in open loop, from when each was due
 * @param firstWrong the first wrong answer with what was asked, or null
 */
public record LoadResult(
    int connected,
    int served,
    long answers,
    long hogAnswers,
    long wrong,
    long failed,
    double seconds,
    Histogram latency,
    String firstWrong) {

  /** Returns right answers to n a second. */
  public double perSecond() {
    return seconds > 0 ? answers / seconds : 0;
  }

  /**
   * Returns a quantile of the latency.
   *
   * @param percentile from 0 to 100
   * @return microseconds
   */
  public double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1_000.0;
  }
}
