package showcase.recipe.processpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.JavaCommand;
import showcase.process.WorkerPool;

/**
 * The same worker processes, and a virtual thread for each call: it waits until a worker
 * is free, then for the answer.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run process-pool --edition modern}
 *
 * <p>Prefer threads: Java's compute side by side, start faster and share memory. Prefer
 * processes for what may crash, leak, or has to be stopped when it does not listen.
 */
final class ProcessPoolModern implements Edition {
  private static final Runnable NOTHING = () -> {};

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    var watch = new Stopwatch(transcript);
    String task = "fib " + in.get(ProcessPoolRecipe.N);
    ProcessPoolRecipe.sequentially(in);
    watch.lap("in sequence, in this JVM");

    int size = in.get(ProcessPoolRecipe.WORKERS);
    JavaCommand command = JavaCommand.worker();
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
    }
  }

  private static List<String> map(WorkerPool pool, String task, int tasks, Runnable also)
      throws InterruptedException {
    // As many threads as tasks: they only wait. What limits the work is the pool.
    try (var scope = StructuredTaskScope.open()) {
      List<Subtask<String>> answers = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        answers.add(scope.fork(() -> ProcessPoolRecipe.call(pool, task)));
      }
      also.run();
      scope.join();
      return answers.stream().map(Subtask::get).toList();
    }
  }
}
