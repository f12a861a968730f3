package showcase.recipe.processmap;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.CancelledByTimeoutException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;
import showcase.process.InterruptibleRead;
import showcase.process.ProcessTree;

/**
 * A fork of one scope for each item's process, and a semaphore that limits them.
 *
 * <p>Prefer {@code process-pool} where a start costs more than an item.
 */
final class ProcessMapModern implements ProcessMap {

  @Override
  public List<BigInteger> map(
      List<String> program, List<Integer> items, int limit, Duration timeout)
      throws ExecutionException, TimeoutException, InterruptedException {
    var permits = new Semaphore(limit);

    // The tree closes first: that ends the reads, for which the scope then waits.
    try (var scope =
            StructuredTaskScope.open(
                Joiner.<BigInteger>allSuccessfulOrThrow(),
                config -> config.withTimeout(timeout));
        var tree = new ProcessTree()) {
      for (int item : items) {
        scope.fork(() -> answer(tree, program, item, permits));
      }
      return scope.join();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CancelledByTimeoutException) {
        throw new TimeoutException("not done in " + timeout.toMillis() + " ms");
      }
      throw e;
    }
  }

  private static BigInteger answer(
      ProcessTree tree, List<String> program, int item, Semaphore permits)
      throws ExitException, IOException, InterruptedException {
    var builder = new ProcessBuilder(program).redirectError(Redirect.INHERIT);
    permits.acquire();
    // Closing it closes its pipes and waits for its exit, without a limit. The tree
    // ends a process that would outlive the deadline.
    try (Process process = tree.start(builder)) {
      try (var input = process.outputWriter()) {
        input.write(item + "\n");
      } catch (IOException e) {
        // The process has already ended, and its exit code says why.
      }

      // Read before waiting: it cannot end while its answer does not fit the pipe.
      byte[] answer = InterruptibleRead.of(process.getInputStream()::readAllBytes);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new ExitException(item, exitCode);
      }
      return new BigInteger(new String(answer).strip());
    } finally {
      permits.release();
    }
  }
}
