package showcase.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FibTest {

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,2", "10,55", "20,6765", "21,10946", "30,832040", "35,9227465"})
  void bothVariantsAgreeOnTheKnownValues(int n, long expected) throws InterruptedException {
    assertEquals(expected, Fib.of(n));
    assertEquals(expected, Fib.interruptibly(n));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 93, Integer.MAX_VALUE})
  void theErrorForAnNOutOfBoundsNamesTheBounds(int n) {
    var error = assertThrows(IllegalArgumentException.class, () -> Fib.of(n));
    assertEquals("n must be from 1 to 92, not " + n, error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Fib.interruptibly(n));
  }

  @Test
  void anInterruptStopsTheInterruptibleVariant() {
    var started = new CountDownLatch(1);
    var outcome = new CompletableFuture<Long>();
    var thread =
        Thread.startVirtualThread(() -> {
          started.countDown();
          try {
            outcome.complete(Fib.interruptibly(Fib.MAX_N));
          } catch (InterruptedException e) {
            outcome.completeExceptionally(e);
          }
        });

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          started.await();
          thread.interrupt();
          var error = assertThrows(ExecutionException.class, outcome::get);
          assertEquals(InterruptedException.class, error.getCause().getClass());
          thread.join();
        });
    assertFalse(thread.isAlive());
  }
}
