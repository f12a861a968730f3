package showcase.recipe.futures;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import showcase.catalogue.Stage;

/**
 * A callback that sees which results it gets, and in which thread. Each call takes a while, so that
 * a caller that does not wait for it is seen to return too early.
 */
final class Receiver implements Consumer<Long> {
  /** A result, and the thread in which it was received. */
  record Received(long value, Thread thread) {}

  private final String name;
  private final Stage stage;
  private final long millis;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * @param name what it is called in the transcript
   * @param millis how long each call takes
   */
  Receiver(String name, Stage stage, long millis) {
    this.name = name;
    this.stage = stage;
    this.millis = millis;
  }

  /** A call that is interrupted does not count: it was not left to end. */
  @Override
  public void accept(Long value) {
    inside.incrementAndGet();
    try {
      stage.say(name, value);
      TimeUnit.MILLISECONDS.sleep(millis);
      received.add(new Received(value, Thread.currentThread()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inside.decrementAndGet();
    }
  }

  /** What it has got so far, in that order. */
  List<Received> received() {
    return List.copyOf(received);
  }

  /** The values of what it has got so far. */
  List<Long> values() {
    return received.stream().map(Received::value).toList();
  }

  /** How many calls of it run now. */
  int inside() {
    return inside.get();
  }
}
