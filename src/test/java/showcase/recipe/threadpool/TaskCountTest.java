package showcase.recipe.threadpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskCountTest {
  private final TaskCount count = new TaskCount();

  private Thread waiting() throws InterruptedException {
    var thread =
        new Thread(
            new FutureTask<>(() -> {
              count.awaitZero();
              return null;
            }));
    thread.start();
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      thread.join(Duration.ofMillis(1));
    }
    return thread;
  }

  @Test
  void atZeroThereIsNoWait() throws InterruptedException {
    count.awaitZero();
    count.increment();
    count.decrement();
    count.awaitZero();
  }

  @Test
  void allThatWaitAreWokenAtZeroAndNotBefore() throws InterruptedException {
    count.increment();
    count.increment();
    List<Thread> threads = List.of(waiting(), waiting());
    count.decrement();
    for (Thread thread : threads) {
      assertFalse(thread.join(Duration.ofMillis(20)));
    }
    count.decrement();
    for (Thread thread : threads) {
      assertTrue(thread.join(Duration.ofSeconds(20)));
    }
  }

  @Test
  void anInterruptEndsTheWait() throws InterruptedException {
    count.increment();
    Thread thread = waiting();
    assertEquals(Thread.State.WAITING, thread.getState());
    thread.interrupt();
    assertTrue(thread.join(Duration.ofSeconds(20)));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, count::awaitZero);
  }
}
