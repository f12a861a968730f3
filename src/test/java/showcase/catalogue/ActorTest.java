package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActorTest {

  private static <T> Actor<T> start(Callable<T> call, Duration patience) {
    var actor = new Actor<>("actor", call, patience);
    actor.thread().start();
    return actor;
  }

  /** It first waits for a time, as a thread may be seen waiting while a class is loaded. */
  @Test
  void aStateIsWaitedForAlthoughAnotherWaitComesFirst() throws InterruptedException {
    var never = new CountDownLatch(1);
    Actor<Void> actor =
        start(
            () -> {
              TimeUnit.MILLISECONDS.sleep(50);
              never.await();
              return null;
            },
            Duration.ofSeconds(30));
    assertEquals(Thread.State.WAITING, actor.seenIn(Thread.State.WAITING));
    actor.interrupt();
    actor.end();
  }

  @Test
  void aThreadThatEndsIsNotWaitedForAnyLonger() throws InterruptedException {
    Actor<String> actor = start(() -> "done", Duration.ofMinutes(10));
    assertEquals(Thread.State.TERMINATED, actor.seenIn(Thread.State.WAITING));
  }

  @Test
  void theStateAtTheEndOfThePatienceIsReturned() throws InterruptedException {
    Actor<Void> actor =
        start(
            () -> {
              TimeUnit.MINUTES.sleep(10);
              return null;
            },
            Duration.ofMillis(50));
    assertEquals(Thread.State.TIMED_WAITING, actor.seenIn(Thread.State.WAITING));
    actor.interrupt();
    actor.end();
  }
}
