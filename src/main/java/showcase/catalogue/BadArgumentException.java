package showcase.catalogue;

/** The user gave an argument that is not allowed; the message is for the user. */
public final class BadArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public BadArgumentException(String message) {
    super(message);
  }
}
