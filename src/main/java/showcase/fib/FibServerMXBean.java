package showcase.fib;

import java.util.Map;

/** What a running server reports over JMX. Counts start at zero when the server starts. */
public interface FibServerMXBean {

  /** Returns how many connections are open. */
  long getConnections();

  /** Returns how many connections were accepted. */
  long getAccepted();

  /** Returns how many requests were answered with a number. */
  long getRequests();

  /** Returns how many requests and connections were refused, by the name of the {@link Refusal}. */
  Map<String, Long> getErrors();

  /** Returns the median time from reading a request to sending its answer, in microseconds. */
  double getLatencyMicrosP50();

  /** Returns the 99th percentile of that time. */
  double getLatencyMicrosP99();

  /** Returns the longest such time. */
  double getLatencyMicrosMax();

  /** Returns the kind of workers that compute long requests. */
  String getWorkers();

  /** Returns how many requests the workers are computing. */
  int getComputing();

  /** Returns how many requests are waiting for a worker. */
  int getWaiting();
}
