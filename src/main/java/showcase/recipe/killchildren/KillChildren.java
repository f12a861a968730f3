package showcase.recipe.killchildren;

import java.time.Duration;
import java.util.List;

/** Keeps child processes while some work needs them, and lets none outlive it. */
interface KillChildren {
  /** What needs the children. */
  interface Work {
    /** Is given the children in the order of their builders. */
    void with(List<Process> children) throws Exception;
  }

  /**
   * Starts the children, does the work, and ends the children with everything that
   * they have started. When this method returns or throws, none of them runs any
   * more; nor when Ctrl-C or SIGTERM has ended the JVM.
   *
   * @param grace how long the children may take to end after SIGTERM; then SIGKILL
   * @throws java.io.IOException if a child cannot be started
   * @throws InterruptedException if the caller was interrupted
   * @throws Exception what the work has thrown, or an {@code ExecutionException}
   *     with it as its cause
   */
  void with(List<ProcessBuilder> builders, Duration grace, Work work) throws Exception;
}
