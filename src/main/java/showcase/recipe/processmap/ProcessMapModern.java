package showcase.recipe.processmap;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.Worker;

/**
 * A process for each item, and each process in a fork of one scope.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run process-map --edition modern}
 *
 * <p>Prefer a set of processes that stay, as in {@code process-pool}: the start of a JVM
 * costs more than most items.
 */
final class ProcessMapModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    // Small powers first, then one whose answer is larger than a pipe.
    var results = map(ProcessMapRecipe.items(in), transcript);
    ProcessMapRecipe.say(ProcessMapRecipe.items(in), results, transcript);

    // One of these processes crashes: the map fails, and says with which item.
    try {
      map(List.of(1, ProcessMapRecipe.CRASHING), transcript);
    } catch (StructuredTaskScope.FailedException e) {
      transcript.say("map", "fails: " + e.getCause().getMessage());
    }
  }

  private static List<BigInteger> map(List<Integer> items, Transcript transcript)
      throws InterruptedException {
    // The first failure, whichever item it is, interrupts the other forks at once, and an
    // interrupt ends a fork's process.
    var joiner = Joiner.<BigInteger>allSuccessfulOrThrow();
    try (var scope = StructuredTaskScope.open(joiner)) {
      for (int x : items) {
        scope.fork(() -> power(x, transcript));
      }

      // In the order of the forks, which is that of the items.
      return scope.join().map(Subtask::get).toList();
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
