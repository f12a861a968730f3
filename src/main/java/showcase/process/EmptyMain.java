package showcase.process;

/** An empty program: what a JVM's start costs by itself. */
public final class EmptyMain {

  private EmptyMain() {}

  /**
   * Does nothing.
   *
   * @param args none
   */
  public static void main(String[] args) {
    // its start and its end are all there is to it
  }
}
