package showcase.process;

/**
 * A worker refused a task and said why. The worker is well, and asking again would not
 * help.
 */
public final class TaskException extends Exception {

  private static final long serialVersionUID = 1L;

  TaskException(String message) {
    super(message);
  }
}
