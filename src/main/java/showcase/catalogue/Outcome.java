package showcase.catalogue;

import java.util.concurrent.Callable;

/**
 * How a call ended: with a value, by an exception, or not yet.
 *
 * @param <T> what the call returns
 */
public sealed interface Outcome<T> {

  /** The call returned this value, which may be null. */
  record Returned<T>(T value) implements Outcome<T> {
    @Override
    public String toString() {
      return value == null ? "returned" : "returned " + value;
    }
  }

  /** The call threw this. */
  record Threw<T>(Throwable failure) implements Outcome<T> {
    @Override
    public String toString() {
      return "threw " + describe(failure);
    }
  }

  /** The call had not ended within the patience. */
  record StillRuns<T>() implements Outcome<T> {
    @Override
    public String toString() {
      return "still runs";
    }
  }

  /** Makes the call in this thread; an {@code Error} counts as an outcome, too. */
  static <T> Outcome<T> of(Callable<T> call) {
    try {
      return new Returned<>(call.call());
    } catch (Exception | Error e) {
      return new Threw<>(e);
    }
  }

  /** Whether the call threw an exception of this type, or of a subtype. */
  default boolean threw(Class<? extends Throwable> type) {
    return this instanceof Threw<T>(Throwable failure) && type.isInstance(failure);
  }

  /** The simple name of the exception, those of its causes, and the message of the last cause. */
  static String describe(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    Throwable cause = failure.getCause();
    if (cause != null) {
      return name + " from " + describe(cause);
    }
    String message = failure.getMessage();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
  }
}
