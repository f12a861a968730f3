package showcase.recipe.killchildren;

import java.time.Duration;
import java.util.List;

/** Keeps child processes while some work needs them, and lets none outlive it. */
interface KillChildren {
  /** What needs the children. */
  interface Work {
    /** Does the work with the children, which are in the order of their builders. */
    void with(List<Process> children) throws Exception;
  }

  /**
   * Starts the children, does the work, and ends the children with everything that
   * they have started. When this method returns or throws, none of them is still
   * running. The same holds when Ctrl-C or SIGTERM has ended this JVM.
   *
   * @param grace how long the children may take to end after SIGTERM; those that are
   *     still running then are killed by SIGKILL
   * @throws java.io.IOException if a child cannot be started
   * @throws InterruptedException if the caller was interrupted
   * @throws Exception what the work threw, or an {@code ExecutionException} caused
   *     by it, or by the fact that a child ended before the work
   */
  void with(List<ProcessBuilder> builders, Duration grace, Work work) throws Exception;
}
