package showcase.cli;

/** The end of a JVM that has no memory or no threads for a normal exit. */
final class Halt {
  private Halt() {}

  /** Ends the JVM without hooks. Out of memory, even this may fail, at first. */
  static void now(int code) {
    while (true) {
      try {
        Runtime.getRuntime().halt(code);
      } catch (OutOfMemoryError e) {
        Thread.onSpinWait();
      }
    }
  }
}
