package showcase.report;

/** A request that the live server does not serve; the message is for the user. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param status the HTTP status of the answer
   */
  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
