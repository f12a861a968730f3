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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both events promise the same, so both take the same test. */
@Timeout(60)
class EventsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(5);

  private interface Wait {
    void await() throws InterruptedException;
  }

  private interface TimedWait {
    boolean await(Duration timeout) throws InterruptedException;
  }

  private record Event(
      String name,
      Runnable set,
      Runnable clear,
      Supplier<Boolean> isSet,
      Wait untimed,
      TimedWait timed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Event> events() {
    var one = new ResettableEvent();
    var other = new RenewableEvent();
    return Stream.of(
        new Event("resettable", one::set, one::clear, one::isSet, one::await, one::await),
        new Event("renewable", other::set, other::clear, other::isSet, other::await, other::await));
  }

  @ParameterizedTest
  @MethodSource("events")
  void isSetUntilItIsCleared(Event event) throws InterruptedException {
    assertFalse(event.isSet().get());
    event.clear().run(); // of an event that is not set: nothing
    assertFalse(event.timed().await(SHORT));

    event.set().run();
    event.set().run(); // twice is as good as once
    assertTrue(event.isSet().get());
    event.untimed().await();
    assertTrue(event.timed().await(Duration.ZERO));

    event.clear().run();
    assertFalse(event.isSet().get());
    assertFalse(event.timed().await(SHORT));
    assertFalse(event.timed().await(Duration.ZERO));
    assertFalse(event.timed().await(Duration.ofNanos(-1)));
  }

  /** A mere flag is down again before they have woken up, and they would wait for ever. */
  @ParameterizedTest
  @MethodSource("events")
  void allWhoWaitPassThoughItIsClearedAtOnce(Event event) throws Exception {
    for (int round = 0; round < 50; round++) {
      List<Waiting> waiting =
          IntStream.range(0, 3).mapToObj(i -> waiting(event, i % 2 == 0)).toList();
      event.set().run();
      event.clear().run();
      for (Waiting waiter : waiting) {
        assertTrue(waiter.task().get());
      }
      assertFalse(event.isSet().get());
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void anInterruptEndsAWait(Event event) {
    for (boolean timed : List.of(true, false)) {
      var waiting = waiting(event, timed);
      waiting.thread().interrupt();
      var error = assertThrows(ExecutionException.class, waiting.task()::get);
      assertInstanceOf(InterruptedException.class, error.getCause());
    }
    assertFalse(event.isSet().get());
  }

  private record Waiting(Thread thread, FutureTask<Boolean> task) {}

  private static Waiting waiting(Event event, boolean timed) {
    Callable<Boolean> untimed =
        () -> {
          event.untimed().await();
          return true;
        };
    var task = new FutureTask<>(timed ? () -> event.timed().await(LONG) : untimed);
    var thread = new Thread(task);
    thread.start();
    var waits = timed ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
    await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == waits);
    return new Waiting(thread, task);
  }
}
