package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import showcase.cli.ServerComparison.Served;
import showcase.fib.FibServer.Edition;
import showcase.fib.Workers;

/** Tests the comparison of the fib server with servers in JVMs of their own. */
@Tag("once")
class ServerComparisonTest {
  private static final int LONG_N = 36;

  @Test
  void eachEditionServesWithEachKindOfWorkers() throws Exception {
    List<String> steps = new ArrayList<>();
    List<Edition> editions = List.of(Edition.SELECTOR, Edition.PLATFORM);
    List<Served> results =
        new ServerComparison(editions, 1, LONG_N, Duration.ofMillis(100), steps::add).run();

    List<String> servers =
        editions.stream().flatMap(edition -> kinds().map(kind -> edition + "/" + kind)).toList();
    assertEquals(servers, results.stream().map(Served::server).toList());
    assertEquals(
        servers.stream().map(server -> "server: " + server + ", round 1 of 1").toList(), steps);
    for (Served one : results) {
      assertEquals("", one.note(), one::toString);
      assertEquals(Set.copyOf(ServerComparison.HOGS), one.p99().keySet());
      assertTrue(one.p99().values().stream().allMatch(p99 -> p99.median() > 0), one::toString);
    }
    // A single thread computes for all clients; a thread for each is preempted.
    assertTrue(beside4(results, "selector/inline") > beside4(results, "platform/inline"));
    assertEquals(0, ProcessHandle.current().descendants().count());
  }

  private static Stream<String> kinds() {
    return Arrays.stream(Workers.Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT));
  }

  private static double beside4(List<Served> results, String server) {
    return results.stream()
        .filter(one -> one.server().equals(server))
        .findFirst()
        .orElseThrow()
        .p50()
        .get(4)
        .median();
  }
}
