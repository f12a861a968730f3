package showcase.recipe.killchildren;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What the JVM does at its end, after Ctrl-C or SIGTERM too, for as long as it is wanted.
 * SIGKILL runs no hook.
 */
final class ShutdownHook {
  private static final long PATIENCE_SECONDS = 10;

  private final Thread thread;
  private final CountDownLatch removed = new CountDownLatch(1);

  private ShutdownHook(Consumer<ShutdownHook> work) {
    thread = new Thread(() -> work.accept(this), "shutdown hook");
  }

  /** Does the work at the JVM's end. */
  static ShutdownHook add(Runnable work) {
    return new ShutdownHook(hook -> work.run()).register();
  }

  /** Interrupts the owner at the JVM's end, and waits until it has removed this hook. */
  static ShutdownHook interrupting(Thread owner) {
    return new ShutdownHook(hook -> hook.interruptAndAwait(owner)).register();
  }

  private ShutdownHook register() {
    Runtime.getRuntime().addShutdownHook(thread);
    return this;
  }

  private void interruptAndAwait(Thread owner) {
    owner.interrupt();
    try {
      removed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the JVM ends without waiting any longer
    }
  }

  void remove() {
    removed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // the JVM is about to end, and runs it
    }
  }
}
