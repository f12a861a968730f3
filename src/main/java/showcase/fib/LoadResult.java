package showcase.fib;

import org.HdrHistogram.Histogram;

/**
 * The result of a load client. Wrong answers and failures count from the start, all other figures
 * from the end of the warm-up.
 *
 * @param connected number of connections that were open at the same time
 * @param served how many of those received a correct answer, whether in the warm-up or later
 * @param answers correct answers to requests for n
 * @param hogAnswers correct answers to the hogs
 * @param wrong answers that were not fib(n), including error lines
 * @param failed broken connections; in an open loop, also requests on other connections that were
 *     not answered or never sent
 * @param seconds the time over which answers were counted
 * @param latency latency of the correct answers to n, in ns; in an open loop, from when each
 *     request was due, and a request without an answer counts with the time that it waited
 * @param firstWrong the first wrong answer and its request, or null
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

  /** Returns the number of correct answers to n per second. */
  public double perSecond() {
    return seconds > 0 ? answers / seconds : 0;
  }

  /**
   * Returns a quantile of the latency.
   *
   * @param percentile from 0 to 100
   * @return the latency in microseconds
   */
  public double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1_000.0;
  }
}
