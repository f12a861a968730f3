package showcase.recipe.pinning;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The small classes that the editions of this recipe are made of. */
class NativeFrameTest {

  @Test
  void theTaskIsCalledByANativeMethod() throws Exception {
    assertFalse(nativeMethodOnStack());
    NativeFrame.call(() -> assertTrue(nativeMethodOnStack()));
  }

  @Test
  void whatTheTaskThrowsComesOut() {
    var interrupt = new InterruptedException("of the task");
    Task task =
        () -> {
          throw interrupt;
        };
    assertSame(interrupt, assertThrows(InterruptedException.class, () -> NativeFrame.call(task)));
  }

  @Test
  void endWaitsForAllThreadsAndKeepsAnInterruptOfTheCaller() throws Exception {
    var started = new CountDownLatch(1);
    Thread slow =
        Threads.of(() -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            TimeUnit.MILLISECONDS.sleep(50);
          }
        });
    slow.start();
    started.await();
    Thread.currentThread().interrupt();
    Threads.end(List.of(slow, Threads.of(() -> {})));
    assertTrue(Thread.interrupted());
    assertFalse(slow.isAlive());
  }

  private static boolean nativeMethodOnStack() {
    return Arrays.stream(Thread.currentThread().getStackTrace())
        .skip(1) // getStackTrace itself
        .takeWhile(frame ->
            frame.getClassName().startsWith("showcase.recipe.pinning")
                || frame.getClassName().startsWith("java.lang.StackStreamFactory"))
        .anyMatch(StackTraceElement::isNativeMethod);
  }
}
