package showcase.recipe.deadlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private final AtomicInteger interrupted = new AtomicInteger();

  @Test
  void waitsForAll() throws Exception {
    var ended = new AtomicInteger();
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().start(ended::incrementAndGet)).limit(3).toList();

    Threads.joinAll(threads);
    assertEquals(3, ended.get());
    assertFalse(threads.stream().anyMatch(Thread::isAlive));
  }

  @Test
  void anInterruptIsPassedOnAndTheirEndAwaited() {
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().start(this::waitForEver)).limit(3).toList();

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> Threads.joinAll(threads));
    assertFalse(threads.stream().anyMatch(Thread::isAlive));
    assertEquals(3, interrupted.get());
    assertFalse(Thread.interrupted());
  }

  private void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
    }
  }
}
