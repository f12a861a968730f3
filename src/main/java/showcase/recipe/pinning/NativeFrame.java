package showcase.recipe.pinning;

/**
 * Calls a task from a native method, so that a native frame is on its thread's
 * stack.
 */
public final class NativeFrame {
  private NativeFrame() {}

  /** Runs the task and throws what it throws. */
  public static void call(Task task) throws InterruptedException {
    // StackWalker.walk has a native method call this function.
    InterruptedException e = StackWalker.getInstance().walk(frames -> run(task));
    if (e != null) {
      throw e;
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
