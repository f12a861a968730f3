package showcase.recipe.pinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A native frame pins on every release. */
@Timeout(60)
class PinnedThreadsTest {

  private static int pinned(Task task) throws Exception {
    return PinnedThreads.inSleepOf(
            PinnedThreadsTest.class,
            () -> Thread.startVirtualThread(() -> inNativeFrame(task)).join())
        .size();
  }

  private static void inNativeFrame(Task task) {
    try {
      NativeFrame.call(task);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSleepThatTheClassCallsCounts() throws Exception {
    assertEquals(1, pinned(() -> Thread.sleep(Duration.ofMillis(5))));
  }

  /** The class is on the stack, as it is when one of its methods has a class loaded. */
  @Test
  void anotherWaitBelowTheClassDoesNotCount() throws Exception {
    assertEquals(0, pinned(() -> LockSupport.parkNanos(5_000_000)));
    assertEquals(0, pinned(() -> TimeUnit.MILLISECONDS.sleep(5)));
  }
}
