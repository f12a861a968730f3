package showcase.recipe.threadpool;

import static showcase.catalogue.Recipe.recipe;

import java.util.List;
import java.util.stream.IntStream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;

/** Runs many tasks, few at a time, and waits for all of them. */
public final class ThreadPoolRecipe {
  static final Parameter TASKS = new Parameter("tasks", 6, 1, 10_000, "tasks that succeed");
  static final Parameter WORKERS =
      new Parameter("workers", 3, 1, 500, "tasks that may run at once; as many more fail first");

  public static final Recipe RECIPE =
      recipe(5, "thread-pool", "Thread Pool Template")
          .problem(
              """
              Run tasks, no more than three at a time. First come three that fail: each is reported,
              and nothing but itself is lost. Then come six that succeed. Wait until all are done;
              whoever comes after the end is refused.
              """)
          .python("five daemon workers over Queue(5), a fib(35) each; what fails is printed")
          .parameters(TASKS, WORKERS)
          .claims(
              new Claim(
                  "every task ran once, to its end",
                  (in, run) -> Evidence.equal(ids(in.get(TASKS)), ran(run))),
              new Claim(
                  "never more at once than allowed",
                  (in, run) -> new Evidence(peak(run) <= in.get(WORKERS), "at most " + peak(run))),
              new Claim(
                  "every failing task was reported",
                  (in, run) -> Evidence.equal(failures(in), reported(run))),
              new Claim(
                  "a failure costs no worker: as many as allowed ran after all those failures",
                  (in, run) -> Evidence.equal(limit(in), peak(run))),
              new Claim(
                  "waiting returned only when all were done",
                  (in, run) -> Evidence.equal(in.get(WORKERS) + in.get(TASKS), doneBefore(run))),
              new Claim(
                  "what comes after the end is refused",
                  (in, run) -> Evidence.equal(List.of("is refused"), run.saidBy("late task"))))
          .whatChanges(
              """
              The pool is gone, and with it the queue, the counting, and the threads to be kept
              alive. A thread per task ends with its task, so the scope can wait for the threads. The
              bound is a semaphore, since it never was about threads.
              """)
          .keepTheClassicWhen(
              """
              The tasks compute: a pool of as many platform threads as there are processors is the
              bound. A bounded queue also slows down whoever adds tasks, which matters when they come
              faster than they are done.
              """)
          .watchOutFor(
              """
              A pool of virtual threads is a mistake: it brings back the limit that they lift, and
              saves a cost that they do not have. A task that throws can cost a hand-made pool its
              worker, and a thread-local that it leaves is found by the next task.
              """)
          .classic(() -> new ThreadPoolClassic(), "WorkerPool.java")
          .modern(() -> new ThreadPoolModern())
          .build();

  private ThreadPoolRecipe() {}

  /** As many as can run at once. */
  static int limit(Arguments in) {
    return Math.min(in.get(TASKS), in.get(WORKERS));
  }

  private static List<Integer> ids(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<Integer> ran(Run run) {
    return run.whoSaid("ends").stream().map(Integer::valueOf).sorted().toList();
  }

  private static List<String> failures(Arguments in) {
    return ids(in.get(WORKERS)).stream().map(i -> "broken " + i).sorted().toList();
  }

  private static List<String> reported(Run run) {
    return run.saidBy("a task fails").stream().sorted().toList();
  }

  /** Sound, since a task says so after it was let in, and before it lets the next one in. */
  private static int peak(Run run) {
    return run.peak("starts", "ends");
  }

  private static int doneBefore(Run run) {
    List<Line> before = run.lines().subList(0, Math.max(0, run.indexOf("all", "done")));
    return (int)
        before.stream()
            .filter(line -> line.text().equals("ends") || line.subject().equals("a task fails"))
            .count();
  }
}
