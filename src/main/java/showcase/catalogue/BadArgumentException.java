package showcase.catalogue;

/** A run was asked for with something that its recipe does not allow; the message is for the user. */
public final class BadArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public BadArgumentException(String message) {
    super(message);
  }
}
