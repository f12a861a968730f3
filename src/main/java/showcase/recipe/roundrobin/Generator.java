package showcase.recipe.roundrobin;

import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;

/**
 * Runs a body on a virtual thread and takes its values one at a time: the body goes on
 * only while somebody asks for the next value, so at any moment one of the two threads
 * waits for the other.
 *
 * <p>For one consumer. Close it, or a body that was not run to its end waits for ever.
 *
 * <p>Memory: what the body did before it gave a value <i>happens-before</i> what the
 * consumer does with it, and what the consumer did before it asked <i>happens-before</i>
 * the body goes on.
 *
 * @param <T> the values
 */
public final class Generator<T> implements AutoCloseable {

  /** What a body gives its values to. */
  @FunctionalInterface
  public interface Values<T> {
    /** Hands a value over, and returns when the next one is asked for. */
    void give(T value) throws InterruptedException;
  }

  /** Gives values, one after the other. */
  @FunctionalInterface
  public interface Body<T> {
    void run(Values<T> values) throws Exception;
  }

  /** What the body hands over: a value, its end, or what it threw. */
  private sealed interface Step<T> {}

  private record Value<T>(T value) implements Step<T> {}

  private record End<T>() implements Step<T> {}

  private record Failure<T>(Throwable cause) implements Step<T> {}

  private final Semaphore asked = new Semaphore(0);
  private final SynchronousQueue<Step<T>> steps = new SynchronousQueue<>();
  private final Thread thread;
  private boolean asking; // the consumer's own, like next
  private Step<T> next; // null if it has to be asked for

  /** Starts nothing that computes: the body runs when the first value is asked for. */
  public Generator(Body<T> body) {
    thread = Thread.ofVirtual().name("generator").start(() -> runBody(body));
  }

  private void runBody(Body<T> body) {
    try {
      asked.acquire();
      steps.put(outcomeOf(body));
    } catch (InterruptedException e) {
      // closed: nobody waits for a step any more, and the thread ends here
    }
  }

  private Step<T> outcomeOf(Body<T> body) throws InterruptedException {
    try {
      body.run(value -> {
        steps.put(new Value<>(value));
        asked.acquire();
      });
      return new End<>();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      return new Failure<>(e); // whatever it is, the consumer must hear of it
    }
  }

  /**
   * Whether there is another value; lets the body run until it knows.
   *
   * @throws IllegalStateException if the body failed; the cause is what it threw
   */
  public boolean hasNext() throws InterruptedException {
    if (next == null) {
      if (!asking) { // an interrupt may have ended the wait for a step that was asked for
        asking = true;
        asked.release();
      }
      next = steps.take();
      asking = false;
    }
    return switch (next) {
      case Value<T> value -> true;
      case End<T> end -> false;
      case Failure<T> failure -> throw new IllegalStateException(failure.cause());
    };
  }

  /**
   * The next value.
   *
   * @throws NoSuchElementException if there is none
   */
  public T next() throws InterruptedException {
    if (hasNext() && next instanceof Value<T> value) {
      next = null;
      return value.value();
    }
    throw new NoSuchElementException();
  }

  /**
   * Ends the body where it stands, by an interrupt, and waits for its thread. If the
   * caller is interrupted meanwhile, it still waits and keeps the interrupt, as {@code
   * ExecutorService.close} does.
   */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
