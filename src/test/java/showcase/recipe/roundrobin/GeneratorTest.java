package showcase.recipe.roundrobin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GeneratorTest {

  @Test
  void givesItsValuesInOrderAndThenNoMore() throws InterruptedException {
    try (var letters = new Generator<String>(values -> giveAll(values, "a", "b"))) {
      assertTrue(letters.hasNext());
      assertEquals("a", letters.next());
      assertEquals("b", letters.next());
      assertFalse(letters.hasNext());
      assertFalse(letters.hasNext());
      assertThrows(NoSuchElementException.class, letters::next);
    }
  }

  @Test
  void computesOnlyWhatIsAskedFor() throws InterruptedException {
    var computed = new AtomicInteger();
    try (var endless =
        new Generator<Integer>(values -> {
          while (true) {
            values.give(computed.incrementAndGet());
          }
        })) {
      assertEquals(0, computed.get());
      assertEquals(1, endless.next());
      assertEquals(2, endless.next());
      assertEquals(2, computed.get());
    }
  }

  @Test
  void whatTheBodyThrowsReachesTheConsumer() throws InterruptedException {
    var cause = new IOException("broken");
    try (var failing =
        new Generator<String>(values -> {
          values.give("a");
          throw cause;
        })) {
      assertEquals("a", failing.next());
      assertSame(cause, assertThrows(IllegalStateException.class, failing::hasNext).getCause());
    }
  }

  @Test
  void closeEndsABodyInTheMiddleAndWaitsForIt() throws InterruptedException {
    var ended = new AtomicBoolean();
    try (var left =
        new Generator<String>(values -> {
          try {
            giveAll(values, "a", "b");
          } finally {
            ended.set(true);
          }
        })) {
      assertEquals("a", left.next());
      assertFalse(ended.get());
    }
    assertTrue(ended.get());
  }

  @Test
  void closeEndsABodyThatNeverStarted() {
    new Generator<String>(values -> giveAll(values, "a")).close();
  }

  @Test
  void anInterruptedConsumerCanAskAgain() throws InterruptedException {
    try (var letters = new Generator<String>(values -> giveAll(values, "a", "b"))) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, letters::next);
      assertEquals("a", letters.next());
      assertEquals("b", letters.next());
    }
  }

  private static void giveAll(Generator.Values<String> values, String... all)
      throws InterruptedException {
    for (String value : all) {
      values.give(value);
    }
  }
}
