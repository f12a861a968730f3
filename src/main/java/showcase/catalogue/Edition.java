package showcase.catalogue;

/** One way to solve a recipe's problem. */
@FunctionalInterface
public interface Edition {
  /**
   * Solves the problem once, and returns only when nothing that it started still runs.
   *
   * @param in what this run was asked for
   * @param transcript where the run says what happens, from any thread
   * @throws InterruptedException if the run was interrupted: it has cleaned up, and gives up
   * @throws Exception if the work failed
   */
  void run(Arguments in, Transcript transcript) throws Exception;
}
