package showcase.recipe.processmap;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Maps a program over numbers: a process with its own pipes for each of them. */
interface ProcessMap {
  /** A process ended with an exit code other than 0. */
  final class ExitException extends Exception {
    private static final long serialVersionUID = 1;
    private final int item;
    private final int exitCode;

    ExitException(int item, int exitCode) {
      super("the process of item " + item + " ended with exit code " + exitCode);
      this.item = item;
      this.exitCode = exitCode;
    }

    int item() {
      return item;
    }

    /** Greater than 128 if a signal ended the process: 137 is 128 + 9, SIGKILL. */
    int exitCode() {
      return exitCode;
    }
  }

  /**
   * Returns the answers of the processes, in the order of the items. When this method
   * returns or throws, none of the processes is still running, and nothing that they
   * have started, as far as {@link showcase.process.ProcessTree} finds and can end it.
   *
   * <p>If a process that it cannot end holds a pipe open, this method gives up at the
   * timeout nevertheless, or when the caller is interrupted. A thread that reads from
   * such a pipe stays behind until the pipe is closed.
   *
   * @param program the command line of a program that reads a number from its
   *     standard input and writes one to its standard output
   * @param limit how many processes may run at once
   * @param timeout how long the whole map may take
   * @throws ExecutionException as soon as one process fails; the cause is an {@link
   *     ExitException} if its exit code is not 0
   * @throws TimeoutException if it took longer
   * @throws InterruptedException if the caller was interrupted
   */
  List<BigInteger> map(List<String> program, List<Integer> items, int limit, Duration timeout)
      throws ExecutionException, TimeoutException, InterruptedException;
}
