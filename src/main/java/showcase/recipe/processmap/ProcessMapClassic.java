package showcase.recipe.processmap;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.Worker;

/**
 * A process for each item, and a platform thread for each process.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run process-map --edition classic}
 *
 * <p>Prefer a set of processes that stay, as in {@code process-pool}: the start of a JVM
 * costs more than most items.
 */
final class ProcessMapClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript)
      throws InterruptedException, ExecutionException {
    // Small powers first, then one whose answer is larger than a pipe.
    var results = map(ProcessMapRecipe.items(in), transcript);
    ProcessMapRecipe.say(ProcessMapRecipe.items(in), results, transcript);

    // One of these processes crashes: the map fails, and says with which item.
    try {
      map(List.of(1, ProcessMapRecipe.CRASHING), transcript);
    } catch (ExecutionException e) {
      transcript.say("map", "fails: " + e.getCause().getMessage());
    }
  }

  private static List<BigInteger> map(List<Integer> items, Transcript transcript)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(items.size());
    try {
      List<Future<BigInteger>> powers = new ArrayList<>();
      for (int x : items) {
        powers.add(threads.submit(() -> power(x, transcript)));
      }

      // In the order of the items. The first failure is thrown once its turn has come.
      List<BigInteger> results = new ArrayList<>();
      for (Future<BigInteger> power : powers) {
        results.add(power.get());
      }
      return results;
    } finally {
      // After a failure others may still wait: an interrupt ends their processes.
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static BigInteger power(int x, Transcript transcript) throws Exception {
    // The answer is read while the process runs, and only then is its end awaited. The
    // other way round, an answer larger than the pipe would keep it from ending.
    try (var process = Worker.start(ProcessMapRecipe.COMMAND, ignored -> {})) {
      transcript.say(x, "has a process");
      return new BigInteger(process.call("power " + x, ProcessMapRecipe.TIMEOUT));
    }
  }
}
