package showcase.fib;

import java.util.Map;

/** What a running server tells over JMX. Counts are since its start. */
public interface FibServerMXBean {

  /** How many connections are open. */
  long getConnections();

  /** How many connections were accepted. */
  long getAccepted();

  /** How many requests were answered with a number. */
  long getRequests();

  /** How many requests and connections were refused or ended, by the names of {@link Refusal}. */
  Map<String, Long> getErrors();

  /** The median time from a request read to its answer sent, in microseconds. */
  double getLatencyMicrosP50();

  /** The same, the 99th percentile. */
  double getLatencyMicrosP99();

  /** The same, the longest. */
  double getLatencyMicrosMax();

  /** What kind of workers computes long requests. */
  String getWorkers();

  /** How many requests the workers compute. */
  int getComputing();

  /** How many requests wait for a worker. */
  int getWaiting();
}
