package showcase.fib;

import java.time.Duration;

/** The default limits, with some of them changed for tests. */
final class TestLimits {
  int maxConnections = 1_000;
  int maxN = 45;
  int maxWaiting = 100;
  int inlineN = 20;
  Duration idle = Duration.ofMinutes(1);
  Duration line = Duration.ofMinutes(1);
  Duration answer = Duration.ofMinutes(1);
  Duration request = Duration.ofMinutes(1);
  Duration grace = Duration.ofSeconds(20);

  Limits build() {
    return new Limits(
        maxConnections, maxN, inlineN, maxWaiting, 64, idle, line, answer, request, grace);
  }
}
