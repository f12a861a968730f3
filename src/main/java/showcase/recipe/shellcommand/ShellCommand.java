package showcase.recipe.shellcommand;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Runs a command and reads all that it writes on its two output streams. */
interface ShellCommand {
  /**
   * The result of a command.
   *
   * @param exitCode its exit code; 128 plus the signal's number if a signal ended it
   * @param stdout all bytes that came from standard output
   * @param stderr all bytes that came from standard error
   * @param left how many processes it left running; they were killed, so whatever
   *     they would have written later is missing
   */
  record CommandResult(int exitCode, byte[] stdout, byte[] stderr, int left) {}

  /**
   * Returns when the command has exited and no process holds its pipes open, so all
   * that was written to them is there. When this method returns or throws, nothing
   * that the command has started is still running, as far as {@link
   * showcase.process.ProcessTree} finds and can end it.
   *
   * <p>If a process that it cannot end holds the pipes open, this method gives up at
   * the timeout nevertheless, or when the caller is interrupted. A thread that reads
   * from such a pipe stays behind until the pipe is closed.
   *
   * @param command the program and its arguments; no shell interprets them
   * @param timeout how long the command, and any other process that holds its pipes
   *     open, may take
   * @throws TimeoutException if they took longer
   * @throws InterruptedException if the caller was interrupted
   * @throws IOException if the program cannot be started or its output cannot be read
   */
  CommandResult run(List<String> command, Duration timeout)
      throws IOException, InterruptedException, TimeoutException;
}
