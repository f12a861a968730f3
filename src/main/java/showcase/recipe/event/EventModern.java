package showcase.recipe.event;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A future that is completed once, and {@link RenewableEvent} for an event that
 * repeats.
 *
 * <p>Prefer a bare {@code CompletableFuture}, which can also be combined with
 * others and call back. Prefer a {@code CountDownLatch} if there is nothing to hand
 * over: it serves virtual threads as well.
 */
final class EventModern implements Events {

  @Override
  public <T> OneTime<T> oneTime() {
    return new Promise<>();
  }

  @Override
  public Repeatable repeatable() {
    return new RenewableEvent();
  }

  private static final class Promise<T> implements OneTime<T> {
    private final CompletableFuture<T> happened = new CompletableFuture<>();

    @Override
    public void set(T value) {
      happened.complete(value);
    }

    // Wrapped, because get() unwraps one CompletionException. Unwrapped, a cause
    // that is a CompletionException would be replaced by its own cause, and a
    // CancellationException would look like a cancelled future.
    @Override
    public void fail(Throwable cause) {
      Objects.requireNonNull(cause, "cause");
      happened.completeExceptionally(new CompletionException(cause));
    }

    // get(), not join(): an interrupt does not end a join().
    @Override
    public T await() throws InterruptedException, ExecutionException {
      return happened.get();
    }

    // Not orTimeout(), which fails the future itself, for every thread that waits.
    @Override
    public T await(Duration timeout)
        throws InterruptedException, ExecutionException, TimeoutException {
      return happened.get(NANOSECONDS.convert(timeout), NANOSECONDS);
    }
  }
}
