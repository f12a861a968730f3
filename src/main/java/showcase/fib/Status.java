package showcase.fib;

import java.util.Locale;
import java.util.Map;

/** The server's figures, for JMX and for the command line. */
record Status(Metrics metrics, Workers workers) implements FibServerMXBean {

  @Override
  public long getConnections() {
    return metrics.openCount();
  }

  @Override
  public long getAccepted() {
    return metrics.acceptedCount();
  }

  @Override
  public long getRequests() {
    return metrics.answeredCount();
  }

  @Override
  public Map<String, Long> getErrors() {
    return metrics.errors();
  }

  @Override
  public double getLatencyMicrosP50() {
    return metrics.latencyMicros(50);
  }

  @Override
  public double getLatencyMicrosP99() {
    return metrics.latencyMicros(99);
  }

  @Override
  public double getLatencyMicrosMax() {
    return metrics.latencyMicros(100);
  }

  @Override
  public String getWorkers() {
    return workers.kind().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int getComputing() {
    return workers.openCount() - workers.waitingCount();
  }

  @Override
  public int getWaiting() {
    return workers.waitingCount();
  }
}
