package showcase.recipe.processmap;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import showcase.process.InterruptibleRead;
import showcase.process.ProcessTree;

/**
 * A task for each item, in a pool of as many threads as processes may run at once.
 *
 * <p>Prefer {@code process-pool} where a start costs more than an item.
 */
final class ProcessMapClassic implements ProcessMap {

  @Override
  public List<BigInteger> map(
      List<String> program, List<Integer> items, int limit, Duration timeout)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + NANOSECONDS.convert(timeout);
    ExecutorService pool = Executors.newFixedThreadPool(limit);
    try (var tree = new ProcessTree()) {
      var completed = new ExecutorCompletionService<BigInteger>(pool);
      List<Future<BigInteger>> answers = new ArrayList<>();
      for (int item : items) {
        answers.add(completed.submit(() -> answer(tree, program, item)));
      }
      // Taken as they complete, so that a failure is seen at once.
      for (int i = 0; i < items.size(); i++) {
        var next = completed.poll(deadline - System.nanoTime(), NANOSECONDS);
        if (next == null) {
          throw new TimeoutException("not done in " + timeout.toMillis() + " ms");
        }
        next.get();
      }
      List<BigInteger> results = new ArrayList<>();
      for (Future<BigInteger> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } finally {
      end(pool); // the tree is closed by now, so all reads have ended
    }
  }

  private static BigInteger answer(ProcessTree tree, List<String> program, int item)
      throws ExitException, IOException, InterruptedException {
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
  }

  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(Long.MAX_VALUE, NANOSECONDS);
    } catch (InterruptedException e) {
      end(pool);
      Thread.currentThread().interrupt();
    }
  }
}
