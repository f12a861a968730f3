package showcase.fib;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Tests how many carriers a server keeps, by the scheduler's MXBean (Java 24 and later). */
class CarriersTest {
  private static int carriers() {
    try {
      var bean = new ObjectName("jdk.management:type=VirtualThreadScheduler");
      return (int) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "Parallelism");
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneCarrierWhenIdleMoreWhenBusyAndAllAfterClose() throws IOException {
    assumeTrue(Runtime.version().feature() >= 24, "before Java 24, the number is fixed");
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is only one carrier");
    int most = carriers();
    try (var server =
            Servers.start(FibServer.Edition.VIRTUAL_POLLER, Workers.Kind.INLINE, new TestLimits());
        var longer = new Client(server.port());
        var shorter = new Client(server.port())) {
      assertEquals("5", longer.ask("5"));
      await().atMost(Duration.ofSeconds(30)).until(() -> carriers() == 1);

      longer.send("45\n"); // takes seconds on the only carrier
      assertEquals("8", shorter.ask("6"));
      assertEquals(0, server.status().getWaiting());
      assertEquals(1, server.status().getComputing(), "the longer request ended too early");
      // The number stays: one carrier would soon be too few again.
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> carriers() == most || server.status().getComputing() == 0);
    }
    assertEquals(most, carriers());
  }
}
