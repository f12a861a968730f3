package showcase.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Leaves behind everything that a run can leave behind, and checks that it is noticed. */
class ObservationTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeAll
  static void warmUp() throws Throwable {
    Observation.warmUp();
  }

  private void waitForEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Footprint.Left leftAfter(Executable work) throws Throwable {
    Footprint before = Footprint.now(Set.of());
    work.execute();
    return before.lookAfter(Set.of()).left();
  }

  @Test
  void countsTheThreadsOfEachKind() throws Throwable {
    Observation seen =
        Observation.of(
            () -> {
              for (int i = 0; i < 3; i++) {
                Thread.ofPlatform().start(() -> {}).join();
              }
              for (int i = 0; i < 5; i++) {
                Thread.ofVirtual().start(() -> {}).join();
              }
            },
            Set.of());
    assertEquals(new ThreadCount(3, 5), seen.threads());
  }

  @Test
  void theJdksOwnThreadsDoNotCount() throws Throwable {
    Observation seen =
        Observation.of(
            () -> {
              IntStream.range(0, 1000).parallel().sum();
              ProcessHandle.current().children().count();
            },
            Set.of());
    assertEquals(new ThreadCount(0, 0), seen.threads());
  }

  @Test
  void noticesAPlatformThreadThatIsLeft() throws Throwable {
    var left = leftAfter(() -> Thread.ofPlatform().daemon().start(this::waitForEnd));
    end.countDown();
    assertEquals(new Footprint.Left(1, 0, 0), left);
  }

  @Test
  void noticesAVirtualThreadThatIsLeft() throws Throwable {
    var left = leftAfter(() -> Thread.startVirtualThread(this::waitForEnd));
    end.countDown();
    assertEquals(new Footprint.Left(1, 0, 0), left);
  }

  @Test
  void noticesASocketThatIsLeft() throws Throwable {
    var sockets = new ServerSocket[1];
    var left = leftAfter(() -> sockets[0] = new ServerSocket(0));
    sockets[0].close();
    assertEquals(new Footprint.Left(0, 0, 1), left);
  }

  @Test
  void noticesAChildProcessThatIsLeft() throws Throwable {
    var child = new Process[1];
    var left = leftAfter(() -> child[0] = new ProcessBuilder("cat").start());
    child[0].destroy();
    child[0].waitFor();
    assertEquals(1, left.processes());
    assertTrue(left.descriptors() > 0, "its pipes");
  }

  /** The runner looks for what is left while a deadline may interrupt it. */
  @Test
  void anInterruptIsKeptAndDoesNotDisturbTheLook() {
    Thread.currentThread().interrupt();
    Footprint before = Footprint.now(Set.of());
    assertEquals(new Footprint.Left(0, 0, 0), before.lookAfter(Set.of()).left());
    assertTrue(Thread.interrupted());
  }
}
