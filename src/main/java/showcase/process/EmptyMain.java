package showcase.process;

/** An empty program, to measure the start of a JVM alone. */
public final class EmptyMain {

  private EmptyMain() {}

  /**
   * Does nothing.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    // only the start and the end of the JVM matter
  }
}
