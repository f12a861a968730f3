package showcase.recipe.shellcommand;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Runs a command and reads all that it writes on its two output streams. */
interface ShellCommand {
  /**
   * What a command left.
   *
   * @param exitCode its exit code; 128 and more if a signal ended it
   * @param stdout all bytes that came through standard output
   * @param stderr all bytes that came through standard error
   * @param left how many processes it left running; they have been killed, so what
   *     they had still to write is missing
   */
  record CommandResult(int exitCode, byte[] stdout, byte[] stderr, int left) {}

  /**
   * Returns when the command has exited and no process holds its pipes open. When
   * this method returns or throws, nothing that the command has started runs any
   * more.
   *
   * @param command the program and its arguments; no shell changes them
   * @param timeout how long the command and what holds its pipes may take
   * @throws TimeoutException if they took longer
   * @throws InterruptedException if the caller was interrupted
   * @throws IOException if the program cannot be started or its output not be read
   */
  CommandResult run(List<String> command, Duration timeout)
      throws IOException, InterruptedException, TimeoutException;
}
