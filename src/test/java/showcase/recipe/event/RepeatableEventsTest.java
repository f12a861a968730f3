package showcase.recipe.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.recipe.event.Events.Repeatable;

/** Both events promise the same, so both take the same test. */
@Timeout(60)
class RepeatableEventsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(5);

  static Stream<Repeatable> events() {
    return Stream.of(new ResettableEvent(), new RenewableEvent());
  }

  @ParameterizedTest
  @MethodSource("events")
  void isSetUntilItIsCleared(Repeatable event) throws InterruptedException {
    assertFalse(event.isSet());
    event.clear(); // of an event that is not set: nothing
    assertFalse(event.await(SHORT));

    event.set();
    event.set(); // twice is as good as once
    assertTrue(event.isSet());
    event.await();
    assertTrue(event.await(Duration.ZERO));

    event.clear();
    assertFalse(event.isSet());
    assertFalse(event.await(SHORT));
    assertFalse(event.await(Duration.ZERO));
    assertFalse(event.await(Duration.ofNanos(-1)));
  }

  /** A mere flag is down again before they have woken up, and they would wait for ever. */
  @ParameterizedTest
  @MethodSource("events")
  void allThatWaitPassThoughItIsClearedAtOnce(Repeatable event) throws Exception {
    for (int round = 0; round < 50; round++) {
      List<Waiting> waiting =
          IntStream.range(0, 3).mapToObj(i -> waiting(event, i % 2 == 0)).toList();
      event.set();
      event.clear();
      for (Waiting waiter : waiting) {
        assertTrue(waiter.task().get());
      }
      assertFalse(event.isSet());
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void anInterruptEndsAWait(Repeatable event) {
    for (boolean timed : List.of(true, false)) {
      var waiting = waiting(event, timed);
      waiting.thread().interrupt();
      var error = assertThrows(ExecutionException.class, waiting.task()::get);
      assertInstanceOf(InterruptedException.class, error.getCause());
    }
    assertFalse(event.isSet());
  }

  private record Waiting(Thread thread, FutureTask<Boolean> task) {}

  private static Waiting waiting(Repeatable event, boolean timed) {
    Callable<Boolean> untimed =
        () -> {
          event.await();
          return true;
        };
    var task = new FutureTask<>(timed ? () -> event.await(LONG) : untimed);
    var thread = new Thread(task);
    thread.start();
    var waits = timed ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
    await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == waits);
    return new Waiting(thread, task);
  }
}
