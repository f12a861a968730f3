package showcase.recipe.event;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A latch that opens once, and {@link ResettableEvent} for an event that repeats.
 *
 * <p>Prefer a bare {@code CountDownLatch} if there is neither a value nor a failure
 * to hand over. Prefer a {@code CyclicBarrier} or a {@code Phaser} for threads that
 * wait for each other.
 */
final class EventClassic implements Events {

  @Override
  public <T> OneTime<T> oneTime() {
    return new Latch<>();
  }

  @Override
  public Repeatable repeatable() {
    return new ResettableEvent();
  }

  private static final class Latch<T> implements OneTime<T> {
    private final CountDownLatch happened = new CountDownLatch(1);

    // Written before the latch opens and read after: countDown() happens-before
    // await().
    private T value;
    private Throwable cause;

    @Override
    public void set(T value) {
      happen(value, null);
    }

    @Override
    public void fail(Throwable cause) {
      happen(null, Objects.requireNonNull(cause, "cause"));
    }

    // Synchronized, so that of two threads at the same time only the first writes.
    private synchronized void happen(T value, Throwable cause) {
      if (happened.getCount() > 0) {
        this.value = value;
        this.cause = cause;
        happened.countDown();
      }
    }

    @Override
    public T await() throws InterruptedException, ExecutionException {
      happened.await();
      return outcome();
    }

    @Override
    public T await(Duration timeout)
        throws InterruptedException, ExecutionException, TimeoutException {
      if (!happened.await(NANOSECONDS.convert(timeout), NANOSECONDS)) {
        throw new TimeoutException("not within " + timeout.toMillis() + " ms");
      }
      return outcome();
    }

    private T outcome() throws ExecutionException {
      if (cause != null) {
        throw new ExecutionException(cause);
      }
      return value;
    }
  }
}
