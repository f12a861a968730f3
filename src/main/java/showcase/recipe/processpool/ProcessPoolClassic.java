package showcase.recipe.processpool;

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
import showcase.process.JavaCommand;
import showcase.process.WorkerPool;

/**
 * A fixed set of worker processes, and a platform thread for each that brings it tasks.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run process-pool --edition classic}
 *
 * <p>Prefer threads: Java's compute side by side, start faster and share memory. Prefer
 * processes for what may crash, leak, or has to be stopped when it does not listen.
 */
final class ProcessPoolClassic implements Edition {
  private static final Runnable NOTHING = () -> {};

  private ExecutorService callers;

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    var watch = new Stopwatch(transcript);
    String task = "fib " + in.get(ProcessPoolRecipe.N);
    ProcessPoolRecipe.sequentially(in);
    watch.lap("in sequence, in this JVM");

    int size = in.get(ProcessPoolRecipe.WORKERS);
    JavaCommand command = JavaCommand.worker();
    callers = Executors.newFixedThreadPool(size);
    try (var workers = new WorkerPool(size, command, transcript::say)) {
      // The first answer of each comes when it is up: the start, apart from the work.
      map(workers, "fib 1", size, NOTHING);
      watch.lap("start of the processes");

      int tasks = in.get(ProcessPoolRecipe.TASKS);
      List<String> results = map(workers, task, tasks, NOTHING);
      watch.lap("on the processes");
      results.forEach(result -> transcript.say("result", result));

      // One worker is killed with a task in its hands: another takes its place, and the
      // task is run again, for the caller as if nothing had happened.
      var victim = Victim.stop(workers);
      transcript.say("killed", victim.pid());
      results = map(workers, task, size, victim::kill);
      results.forEach(result -> transcript.say("result", result));
      victim.sayReplaced(workers, transcript);
    } finally {
      callers.shutdownNow(); // an interrupted call ends the worker that computes for it
      callers.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private List<String> map(WorkerPool pool, String task, int tasks, Runnable also)
      throws InterruptedException, ExecutionException {
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      answers.add(callers.submit(() -> ProcessPoolRecipe.call(pool, task)));
    }
    also.run();
    List<String> results = new ArrayList<>();
    for (Future<String> answer : answers) {
      results.add(answer.get());
    }
    return results;
  }
}
