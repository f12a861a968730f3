package showcase.recipe.roundrobin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Each test in a thread of its own, so that one that hangs is reported and the next can run. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class GeneratorTest {
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void givesItsValuesInOrderAndThenNoMore() throws Exception {
    try (var letters = new Generator<String>(values -> List.of("a", "b").forEach(values))) {
      assertEquals(Optional.of("a"), letters.next());
      assertEquals(Optional.of("b"), letters.next());
      assertEquals(Optional.empty(), letters.next());
      assertEquals(Optional.empty(), letters.next());
    }
  }

  @Test
  void computesOnlyWhatIsAskedFor() throws Exception {
    var computed = new AtomicInteger();
    try (var endless = counting(computed)) {
      Thread.sleep(20); // the time that a body which runs ahead would use
      assertEquals(0, computed.get());
      assertEquals(Optional.of(1), endless.next());
      assertEquals(Optional.of(2), endless.next());
      Thread.sleep(20);
      assertEquals(2, computed.get());
    }
    assertEquals(2, computed.get());
  }

  @Test
  void whatTheBodyThrowsReachesTheConsumerEachTime() throws Exception {
    for (Throwable cause : List.of(new IOException("broken"), new AssertionError("broken"))) {
      try (var failing =
          new Generator<String>(values -> {
            values.accept("a");
            GeneratorTest.<RuntimeException>sneak(cause);
          })) {
        assertEquals(Optional.of("a"), failing.next());
        assertSame(cause, assertThrows(ExecutionException.class, failing::next).getCause());
        assertSame(cause, assertThrows(ExecutionException.class, failing::next).getCause());
      }
    }
  }

  @Test
  void closeEndsABodyInTheMiddleAndWaitsForIt() throws Exception {
    var ended = new AtomicBoolean();
    try (var left =
        new Generator<String>(values -> {
          try {
            List.of("a", "b").forEach(values);
          } finally {
            ended.set(true);
          }
        })) {
      assertEquals(Optional.of("a"), left.next());
      assertFalse(ended.get());
    }
    assertTrue(ended.get());
  }

  @Test
  void closeEndsABodyThatWasNeverRun() {
    var run = new AtomicBoolean();
    new Generator<String>(values -> run.set(true)).close();
    assertFalse(run.get());
  }

  @Test
  void closeEndsABodyThatCatchesTheInterruptAndReturns() throws Exception {
    closeInTheMiddle(() -> {});
  }

  @Test
  void closeEndsABodyThatThrowsAnotherExceptionInItsPlace() throws Exception {
    closeInTheMiddle(() -> {
      throw new IllegalStateException("in place of the interrupt");
    });
  }

  /** Closes a body that waits for something else than its consumer. */
  private void closeInTheMiddle(Runnable whenInterrupted) throws Exception {
    var waiting = new CountDownLatch(1);
    var generator =
        new Generator<String>(values -> {
          try {
            waiting.countDown();
            never.await();
          } catch (InterruptedException e) {
            whenInterrupted.run();
          }
        });
    var consumer = Thread.ofVirtual().start(() -> assertThrows(Exception.class, generator::next));
    waiting.await();
    consumer.interrupt();
    consumer.join();
    generator.close();
    assertEquals(Optional.empty(), generator.next());
  }

  @Test
  void closeEndsABodyThatGivesMoreAllTheSame() throws Exception {
    List<Throwable> caught = new ArrayList<>();
    try (var left =
        new Generator<String>(values -> {
          for (int i = 0; i < 3; i++) {
            try {
              values.accept("more");
            } catch (CancellationException e) {
              caught.add(e);
            }
          }
        })) {
      assertEquals(Optional.of("more"), left.next());
    }
    assertEquals(3, caught.size());
  }

  @Test
  void thereIsNoValueAfterClose() throws Exception {
    var letters = new Generator<String>(values -> List.of("a", "b").forEach(values));
    letters.next();
    letters.close();
    letters.close();
    assertEquals(Optional.empty(), letters.next());
    assertEquals(Optional.empty(), letters.next());
  }

  @Test
  void thereIsNoFailureAfterClose() throws Exception {
    var failing =
        new Generator<String>(values -> {
          throw new IOException("broken");
        });
    assertThrows(ExecutionException.class, failing::next);
    failing.close();
    assertEquals(Optional.empty(), failing.next());
  }

  @Test
  void anInterruptedConsumerCanAskAgain() throws Exception {
    var computed = new AtomicInteger();
    try (var numbers = counting(computed)) {
      for (int i = 0; i < 3; i++) {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, numbers::next);
      }
      assertEquals(Optional.of(1), numbers.next());
      assertEquals(Optional.of(2), numbers.next());
      assertEquals(2, computed.get());
    }
  }

  @Test
  void aBodyThatInterruptsItselfDoesNotRunAhead() throws Exception {
    var computed = new AtomicInteger();
    try (var numbers =
        new Generator<Integer>(values -> {
          Thread.currentThread().interrupt();
          while (true) {
            values.accept(computed.incrementAndGet());
          }
        })) {
      assertEquals(Optional.of(1), numbers.next());
      Thread.sleep(20);
      assertEquals(1, computed.get());
      assertEquals(Optional.of(2), numbers.next());
    }
  }

  @Test
  void closeKeepsAnInterruptOfItsCaller() throws Exception {
    var thread = new AtomicReference<Thread>();
    var generator =
        new Generator<String>(values -> {
          thread.set(Thread.currentThread());
          List.of("a", "b").forEach(values);
        });
    generator.next();
    Thread.currentThread().interrupt();
    generator.close();
    assertTrue(Thread.interrupted());
    thread.get().join(1_000);
    assertFalse(thread.get().isAlive());
  }

  private static Generator<Integer> counting(AtomicInteger computed) {
    return new Generator<>(values -> {
      while (true) {
        values.accept(computed.incrementAndGet());
      }
    });
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable cause) throws X {
    throw (X) cause;
  }
}
