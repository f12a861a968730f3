package showcase.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Leaves behind everything that a run can leave behind, and checks that it is noticed. */
class ObservationTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeAll
  static void warmUp() throws Exception {
    Observation.warmUp();
  }

  private void waitForEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Footprint.Left leftAfter(Observation.Work work) throws Exception {
    Footprint before = Footprint.now();
    work.run();
    return before.leftAfter(Duration.ofMillis(100));
  }

  @Test
  void countsTheThreadsOfEachKind() throws Exception {
    Observation seen =
        Observation.of(() -> {
          for (int i = 0; i < 3; i++) {
            Thread.ofPlatform().start(() -> {}).join();
          }
          for (int i = 0; i < 5; i++) {
            Thread.ofVirtual().start(() -> {}).join();
          }
        });
    assertEquals(new ThreadCount(3, 5), seen.threads());
    assertTrue(seen.left().nothing());
    assertTrue(seen.failure().isEmpty());
  }

  @Test
  void theJdksOwnThreadsDoNotCount() throws Exception {
    Observation seen =
        Observation.of(() -> {
          IntStream.range(0, 1000).parallel().sum();
          new ProcessBuilder("true").start().waitFor();
        });
    assertEquals(new ThreadCount(0, 0), seen.threads());
    assertTrue(seen.left().nothing(), seen.left()::toString);
  }

  @Test
  void noticesAPlatformThreadThatIsLeft() throws Exception {
    var left = leftAfter(() -> Thread.ofPlatform().daemon().start(this::waitForEnd));
    end.countDown();
    assertEquals(new Footprint.Left(1, 0, 0), left);
  }

  @Test
  void noticesAVirtualThreadThatIsLeft() throws Exception {
    var left = leftAfter(() -> Thread.startVirtualThread(this::waitForEnd));
    end.countDown();
    assertEquals(new Footprint.Left(1, 0, 0), left);
  }

  @Test
  void noticesASocketThatIsLeft() throws Exception {
    var sockets = new ServerSocket[1];
    var left = leftAfter(() -> sockets[0] = new ServerSocket(0));
    sockets[0].close();
    assertEquals(new Footprint.Left(0, 0, 1), left);
  }

  @Test
  void noticesAChildProcessThatIsLeft() throws Exception {
    var child = new Process[1];
    var left = leftAfter(() -> child[0] = new ProcessBuilder("cat").start());
    child[0].destroy();
    child[0].waitFor();
    assertEquals(1, left.processes());
    assertTrue(left.descriptors() > 0, "its pipes");
  }
}
