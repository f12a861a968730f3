package showcase.recipe.roundrobin;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Runs a body on a virtual thread and hands its values to one consumer, one by one.
 * The body computes only what the consumer has asked for. What either did before a
 * hand-over <i>happens-before</i> what the other does after it. Close it: until
 * then, the thread of an unfinished body waits for the next call.
 */
public final class Generator<T> implements AutoCloseable {

  /** Computes values and gives each, not null, to {@code accept}, on one thread. */
  public interface Body<T> {
    void run(Consumer<? super T> values) throws Exception;
  }

  private final ExecutorService host = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore wanted = new Semaphore(0);
  private final Semaphore given = new Semaphore(0);
  private Optional<T> value; // this and failure are guarded by the hand-over
  private Throwable failure;
  private boolean asked; // only the consumer uses it
  private volatile boolean closed;

  /** Computes nothing yet: the body runs when the first value is wanted. */
  public Generator(Body<T> body) {
    host.execute(() -> run(body));
  }

  private void run(Body<T> body) {
    try {
      awaitDemand();
      body.run(next -> {
        value = Optional.of(next);
        given.release();
        awaitDemand();
      });
    } catch (Throwable e) {
      failure = e;
    }
    value = Optional.empty();
    given.release(); // never blocks, so the thread ends even without a consumer
  }

  /** No interrupt ends this wait, or the body would run ahead of its consumer. */
  private void awaitDemand() {
    wanted.acquireUninterruptibly();
    if (closed) {
      wanted.release(); // a body that gives once more after close must not wait
      throw new CancellationException("the generator is closed");
    }
  }

  /**
   * Lets the body run until it gives a value, ends or fails.
   *
   * @return the next value, or empty if the body has ended or this is closed
   * @throws InterruptedException if the caller was interrupted; it may call again
   * @throws ExecutionException if the body failed; the cause is what it threw
   */
  public Optional<T> next() throws InterruptedException, ExecutionException {
    if (closed) {
      return Optional.empty();
    }
    if (!asked) { // an interrupted call has asked already
      asked = true;
      wanted.release();
    }
    given.acquire();
    asked = false;
    if (value.isEmpty()) {
      given.release(); // the end can be asked for more than once
    }
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return value;
  }

  /**
   * Ends the body and waits for its thread. Its {@code accept} throws a
   * CancellationException, any other wait is interrupted, and what the body
   * then throws is discarded.
   */
  @Override
  public void close() {
    closed = true;
    wanted.release();
    host.shutdownNow();
    host.close(); // waits even if interrupted, and keeps the interrupt
  }
}
