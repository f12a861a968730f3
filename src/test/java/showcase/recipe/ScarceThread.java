package showcase.recipe;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread of which only a few can be started, as where a system has no more: {@link Thread#start}
 * throws {@code OutOfMemoryError: unable to create native thread} then. Its constructors are those
 * of {@code Thread} that the recipes use.
 */
public final class ScarceThread extends Thread {
  private static final AtomicInteger LEFT = new AtomicInteger();

  /** Lets so many more be started. */
  static void allow(int count) {
    LEFT.set(count);
  }

  /** Whether a thread could not be started since. */
  static boolean someFailed() {
    return LEFT.get() < 0;
  }

  /**
   * The factory for an executor, which does not call {@code start} but what is behind it. To the
   * executor it is the same whether the factory or the start fails.
   */
  public static Thread make(Runnable work) {
    take();
    return new Thread(work);
  }

  private static void take() {
    if (LEFT.decrementAndGet() < 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }

  /** A thread without a name of its own. */
  public ScarceThread(Runnable work) {
    super(work);
  }

  /** A thread with a name. */
  public ScarceThread(Runnable work, String name) {
    super(work, name);
  }

  @Override
  public void start() {
    take();
    super.start();
  }
}
