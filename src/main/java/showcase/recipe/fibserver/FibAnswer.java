package showcase.recipe.fibserver;

import showcase.engine.Fib;

/** What the server says to a line, whichever way it serves. */
final class FibAnswer {
  /** The greatest n that is computed: each step costs 1.6 times the one before. */
  static final int MOST = 30;

  private FibAnswer() {}

  /**
   * Answers a request.
   *
   * @param line n as a whole number
   * @return fib(n), or a line that says what is wrong with the request
   */
  static String to(String line) {
    try {
      int n = Integer.parseInt(line.strip());
      if (n >= 1 && n <= MOST) {
        return Long.toString(Fib.of(n));
      }
    } catch (NumberFormatException e) {
      // told below, with what is allowed
    }
    return "error: n must be a whole number from 1 to " + MOST;
  }
}
