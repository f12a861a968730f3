package showcase.recipe.pinning;

/** Platform threads that end before the method that started them returns. */
public final class Threads {
  private Threads() {}

  /** Returns a thread for the task. It has not been started yet. */
  public static Thread of(Task task) {
    Runnable body =
        () -> {
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // and the thread ends
          }
        };
    return new Thread(body);
  }

  /**
   * Interrupts the threads and waits until all have ended. If the caller is
   * interrupted meanwhile, it still waits, and its interrupt status is set
   * afterwards.
   */
  public static void end(Iterable<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
