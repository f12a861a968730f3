package showcase.recipe.processmap;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
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
    try (var scope = new StructuredTaskScope.ShutdownOnFailure();
        var tree = new ProcessTree()) {
      List<Subtask<BigInteger>> answers = new ArrayList<>();
      for (int item : items) {
        answers.add(scope.fork(() -> answer(tree, program, item, permits)));
      }
      scope.joinUntil(Instant.now().plus(timeout)).throwIfFailed();
      return answers.stream().map(Subtask::get).toList();
    } catch (TimeoutException e) {
      throw new TimeoutException("not done in " + timeout.toMillis() + " ms");
    }
  }

  private static BigInteger answer(
      ProcessTree tree, List<String> program, int item, Semaphore permits)
      throws ExitException, IOException, InterruptedException {
    permits.acquire();
    try {
      var builder = new ProcessBuilder(program).redirectError(Redirect.INHERIT);
      Process process = tree.start(builder);
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
