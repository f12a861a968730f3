package showcase.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptibleReadTest {
  private final CompletableFuture<Thread> reader = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Like a read from a pipe, it does not end when its thread is interrupted. */
  private byte[] read() {
    reader.complete(Thread.currentThread());
    while (true) {
      try {
        closed.await();
        return new byte[] {1, 2, 3};
      } catch (InterruptedException e) {
        // not yet
      }
    }
  }

  @Test
  void returnsWhatWasRead() throws Exception {
    closed.countDown();
    assertArrayEquals(new byte[] {1, 2, 3}, InterruptibleRead.of(this::read));
    assertTrue(reader.get().isDaemon());
    assertEquals(Thread.State.TERMINATED, reader.get().getState());
  }

  @Test
  void aFailureIsTheCause() {
    var failure = new IOException("broken");
    var thrown =
        assertThrows(
            IOException.class,
            () ->
                InterruptibleRead.of(() -> {
                  throw failure;
                }));
    assertSame(failure, thrown.getCause());
  }

  @Test
  void anInterruptedCallerWaitsForAReadThatEnds() throws Exception {
    Thread.currentThread().interrupt();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(50);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          closed.countDown();
        });
    assertThrows(InterruptedException.class, () -> InterruptibleRead.of(this::read));
    assertEquals(Thread.State.TERMINATED, reader.get().getState());
  }

  @Test
  void anInterruptedCallerAbandonsAReadThatDoesNotEnd() throws Exception {
    long start = System.nanoTime();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> InterruptibleRead.of(this::read));
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 500);
    assertTrue(reader.get().isAlive());
    closed.countDown();
    await().atMost(Duration.ofSeconds(20)).until(() -> !reader.get().isAlive());
  }
}
