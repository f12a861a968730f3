package showcase.recipe.pinning;

/**
 * Calls a task from a native method, so that a native frame is on its thread's
 * stack.
 */
public final class NativeFrame {
  private NativeFrame() {}

  /** Runs the task. */
  public static void call(Task task) throws InterruptedException {
    // StackWalker.walk calls this function from a native method of its own.
    InterruptedException interrupt =
        StackWalker.getInstance().walk(frames -> run(task));
    if (interrupt != null) {
      throw interrupt;
    }
  }

  private static InterruptedException run(Task task) {
    try {
      task.run();
      return null;
    } catch (InterruptedException e) {
      return e;
    }
  }
}
