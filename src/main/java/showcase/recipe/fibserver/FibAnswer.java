package showcase.recipe.fibserver;

import showcase.engine.Fib;

/** The handler of a fib server: a request is n, and its answer is fib(n). */
final class FibAnswer implements LineServer.Handler {
  /** The greatest n that is computed: each step costs 1.6 times the one before. */
  static final int MOST = 40;

  static final String REFUSAL = "error: n must be a whole number from 1 to " + MOST;

  @Override
  public String answer(String request) throws InterruptedException {
    try {
      int n = Integer.parseInt(request.strip());
      return n < 1 || n > MOST ? REFUSAL : Long.toString(Fib.interruptibly(n));
    } catch (NumberFormatException e) {
      return REFUSAL;
    }
  }
}
