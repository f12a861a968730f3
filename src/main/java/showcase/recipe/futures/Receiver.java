package showcase.recipe.futures;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import showcase.catalogue.Stage;

/**
 * A callback that records the results that it gets, and their threads. Each call takes a while, so
 * that a caller that does not wait for it is seen to return too early.
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

  /** An interrupted call does not count, because it could not finish. */
  @Override
  public void accept(Long value) {
    inside.incrementAndGet();
    Stage.Doing receiving = stage.does(name, "receives " + value);
    try {
      stage.say(name, value);
      TimeUnit.MILLISECONDS.sleep(millis);
      received.add(new Received(value, Thread.currentThread()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      receiving.end();
      inside.decrementAndGet();
    }
  }

  /** What it has received so far, in order. */
  List<Received> received() {
    return List.copyOf(received);
  }

  /** The values that it has received so far, in order. */
  List<Long> values() {
    return received.stream().map(Received::value).toList();
  }

  /** How many calls of it are running. */
  int inside() {
    return inside.get();
  }
}
