package showcase.recipe.shellcommand;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeoutException;
import showcase.process.HeldCommand;
import showcase.process.InterruptibleRead;
import showcase.process.ProcessTree;

/**
 * Three forks of one scope with a deadline: both pipes, and the exit.
 *
 * <p>Prefer {@code redirectOutput(file)} for a large output: it needs no thread. If
 * the two streams may be mixed and no timeout is needed, prefer {@code
 * redirectErrorStream(true)}: the caller itself can read the one remaining pipe.
 */
final class ShellCommandModern implements ShellCommand {

  @Override
  public CommandResult run(List<String> command, Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    // The tree closes first: that ends the reads, for which the scope then waits.
    try (var scope = new StructuredTaskScope.ShutdownOnFailure();
        var tree = new ProcessTree()) {
      Process process = tree.start(HeldCommand.of(command));
      var begun = new CountDownLatch(2);

      // Read both pipes while the command runs: if one is full, the command waits.
      var stdout = scope.fork(() -> readAll(process.getInputStream(), begun));
      var stderr = scope.fork(() -> readAll(process.getErrorStream(), begun));
      var exitCode = scope.fork(() -> exit(process, begun));
      scope.joinUntil(Instant.now().plus(timeout)).throwIfFailed();
      int left = tree.end(Duration.ZERO);
      return new CommandResult(exitCode.get(), stdout.get(), stderr.get(), left);
    } catch (TimeoutException e) {
      throw new TimeoutException(
          command + " did not finish within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IOException("cannot read the output of " + command, e.getCause());
    }
  }

  private static int exit(Process process, CountDownLatch begun)
      throws IOException, InterruptedException {
    begun.await();
    process.getOutputStream().close(); // it has no input, and begins now
    return process.waitFor();
  }

  private static byte[] readAll(InputStream pipe, CountDownLatch begun)
      throws IOException, InterruptedException {
    // The scope waits for its forks, so a fork must not wait without limit for a
    // pipe that a process beyond the tree's reach has open.
    return InterruptibleRead.of(() -> {
      // When the process exits, the JDK closes the pipe, even if a background
      // process still writes to it. It takes this lock to do so.
      synchronized (pipe) {
        begun.countDown();
        return pipe.readAllBytes();
      }
    });
  }
}
