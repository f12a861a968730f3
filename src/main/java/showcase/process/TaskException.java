package showcase.process;

/**
 * Thrown if a worker rejects a task, with the worker's reason. The worker is still
 * usable, and a retry would not help.
 */
public final class TaskException extends Exception {

  private static final long serialVersionUID = 1L;

  TaskException(String message) {
    super(message);
  }
}
