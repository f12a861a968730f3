package showcase.recipe.semaphore;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import showcase.catalogue.Actor;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.recipe.semaphore.LimitedUse.Job;

/** Limits how many threads use a scarce resource at the same time. */
public final class SemaphoreRecipe {
  static final Parameter JOBS = new Parameter("jobs", 5, 1, 10_000, "jobs that use the resource");
  static final Parameter LIMIT =
      new Parameter("limit", 3, 1, 10_000, "jobs that may use it at the same time");

  public static final Recipe<IntFunction<LimitedUse>> RECIPE =
      Recipe.<IntFunction<LimitedUse>>recipe(
              11,
              "semaphore",
              "Limit concurrent use of a resource",
              "Control primitive resources",
              LimitedUse.class)
          .topic(Topic.LOCKS)
          .problem(
              """
              Five jobs share a resource that at most three may use at the same time. A job acquires
              a permit before it uses the resource and releases it afterwards, even if the job
              fails. A job that is interrupted while it waits for a permit has none to release.
              """)
          .python("Semaphore(3), five threads: 0, 1 and 2 acquire, then one as each releases")
          .parameters(JOBS, LIMIT)
          .witnesses("Resource.java")
          .classic(() -> SemaphoreClassic::new)
          .modern(() -> SemaphoreModern::new)
          .situations(SemaphoreRecipe::situations)
          .timed(
              "100 jobs that do nothing, 3 at a time",
              edition -> {
                LimitedUse use = edition.apply(3);
                use.useAll(Collections.nCopies(100, () -> {}));
                return use;
              })
          .from21to25(
              """
              The policy class becomes the default of open. join itself reports the failure, in an
              unchecked FailedException, so throwIfFailed is gone.
              """)
          .from25to27(
              """
              join would throw the checked ExecutionException, which useAll does not declare. A
              function given to the joiner makes an unchecked exception in its place.
              """)
          .whatChanges(
              """
              The semaphore is the same. What differs is who owns the threads: the classic edition
              keeps a list to join and interrupt them; the modern one has a scope that does both
              and passes a failure on to the caller.
              """)
          .keepTheClassicWhen(
              """
              The jobs only compute: a fixed pool with one thread per processor is then the limit,
              and no semaphore is needed.
              """)
          .watchOutFor(
              """
              A release without an acquire adds a permit (Javadoc of Semaphore.release). So call
              acquire before the try, not inside it.
              """)
          .seeAlso("thread-pool", "mutex")
          .build();

  private SemaphoreRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<IntFunction<LimitedUse>, ?>> situations() {
    return List.of(
        situation("more jobs than permits", SemaphoreRecipe::jobsShareIt)
            .claim(
                "every job used it once",
                (in, seen) -> that(seen.uses() == in.get(JOBS), seen.uses() + " uses"))
            .claim(
                "never more users than the limit",
                (in, seen) -> that(seen.peak() <= in.get(LIMIT), seen.peak() + " at once"))
            .claim(
                "the limit was reached",
                (in, seen) ->
                    that(
                        seen.peak() == Math.min(in.get(JOBS), in.get(LIMIT)),
                        seen.peak() + " at once"))
            .claim(
                "no job uses it when the call returns",
                (in, seen) -> that(seen.users() == 0, seen.users() + " users")),
        situation("no jobs, and one", SemaphoreRecipe::noneAndOne)
            .claim("none and one used it", (in, seen) -> equal(List.of(0, 1), seen)),
        situation(
                "a job fails while it has a permit",
                (IntFunction<LimitedUse> edition, Stage stage) ->
                    oneFails(edition, SemaphoreRecipe::breakWithAnException, stage))
            .claim(
                "its permit is released: the next jobs reach the limit",
                (in, seen) -> that(seen.next.peak() == seen.limit, seen.next.peak() + " at once"))
            .shows("the other job", (in, seen) -> seen.sibling)
            .shows("the caller", (in, seen) -> seen.caller)
            .shows("the uncaught-exception handler", (in, seen) -> seen.uncaught),
        situation(
                "a job ends with an Error while it has a permit",
                (IntFunction<LimitedUse> edition, Stage stage) ->
                    oneFails(edition, SemaphoreRecipe::breakWithAnError, stage))
            .claim(
                "its permit is released, too: the next jobs reach the limit",
                (in, seen) -> that(seen.next.peak() == seen.limit, seen.next.peak() + " at once")),
        situation("a job is interrupted while it waits", SemaphoreRecipe::oneGivesUp)
            .claim(
                "it does not use the resource",
                (in, seen) -> that(seen.usedInterrupted == 0, seen.usedInterrupted + " uses"))
            .claim(
                "it releases no permit: the next jobs stay within the limit",
                (in, seen) -> that(seen.next.peak() == 1, seen.next.peak() + " at once")),
        interruptedBefore(SemaphoreRecipe::waitInside),
        interruptedWhile("jobs use it and one waits", 2, SemaphoreRecipe::waitInside),
        interruptedWhile("a job computes", 1, SemaphoreRecipe::computeInside),
        interruptedTwice(2, SemaphoreRecipe::waitInside),
        interruptedAtTheEnd(SemaphoreRecipe::endInside));
  }

  /** The cheat sheet's scene. */
  private static Resource jobsShareIt(IntFunction<LimitedUse> edition, Stage stage)
      throws InterruptedException {
    int jobs = stage.get(JOBS);
    int limit = stage.get(LIMIT);
    var resource = new Resource(Math.min(jobs, limit), stage);
    edition.apply(limit).useAll(uses(jobs, resource));
    return resource;
  }

  private static List<Integer> noneAndOne(IntFunction<LimitedUse> edition, Stage stage)
      throws InterruptedException {
    List<Integer> uses = new ArrayList<>();
    for (int jobs = 0; jobs <= 1; jobs++) {
      var resource = new Resource(jobs, stage);
      edition.apply(1).useAll(uses(jobs, resource));
      uses.add(resource.uses());
    }
    return uses;
  }

  /**
   * What was seen after a job failed.
   *
   * @param limit how many may use the resource at the same time
   * @param next the resource with its next users: one more than the limit
   * @param sibling what happened to the other job
   * @param caller how the call ended
   * @param uncaught what the uncaught-exception handler got
   */
  private record Aftermath(
      int limit, Resource next, String sibling, Outcome<Void> caller, String uncaught) {}

  private static void breakWithAnException() {
    throw new IllegalStateException("the resource broke");
  }

  private static void breakWithAnError() {
    throw new AssertionError("the resource broke");
  }

  private static Aftermath oneFails(IntFunction<LimitedUse> edition, Runnable failure, Stage stage)
      throws InterruptedException {
    int limit = 2;
    LimitedUse use = edition.apply(limit);
    var bothAreIn = new CyclicBarrier(limit);
    var siblingEnded = new AtomicBoolean();
    List<Job> jobs =
        List.of(
            () -> {
              meet(bothAreIn, stage);
              failure.run();
            },
            () -> {
              meet(bothAreIn, stage);
              Stage.Doing holding = stage.does("the other job", "holds a permit");
              try {
                TimeUnit.MILLISECONDS.sleep(50); // time for an interrupt to arrive, if one is sent
                siblingEnded.set(true);
              } finally {
                holding.end();
              }
            });
    Outcome<Void> caller = stage.actor("caller", () -> useAll(use, jobs)).end();
    String sibling = siblingEnded.get() ? "goes on" : "is interrupted";
    String uncaught = stage.uncaught().isEmpty() ? "gets nothing" : "gets the failure";
    return new Aftermath(limit, nextUsers(use, limit, stage), sibling, caller, uncaught);
  }

  /**
   * What was seen after a job was interrupted while it waited.
   *
   * @param usedInterrupted how many jobs used the resource after they were interrupted
   * @param next the resource with its next users
   */
  private record GivenUp(int usedInterrupted, Resource next) {}

  /** The job inside takes a while to end, so the interrupt reaches the waiting one first. */
  private static GivenUp oneGivesUp(IntFunction<LimitedUse> edition, Stage stage)
      throws InterruptedException {
    int limit = 1;
    LimitedUse use = edition.apply(limit);
    var inside = new CountDownLatch(1);
    var usedInterrupted = new AtomicInteger();
    Job job =
        () -> {
          if (Thread.currentThread().isInterrupted()) {
            usedInterrupted.incrementAndGet();
          }
          inside.countDown();
          try {
            new CountDownLatch(1).await(); // until it is interrupted
          } finally {
            TimeUnit.MILLISECONDS.sleep(50);
          }
        };
    Actor<Void> caller = stage.actor("caller", () -> useAll(use, List.of(job, job)));
    inside.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    TimeUnit.MILLISECONDS.sleep(20); // time for the other one to begin its wait
    caller.interrupt();
    caller.end();
    return new GivenUp(usedInterrupted.get(), nextUsers(use, limit, stage));
  }

  /** One job more than the limit, in a call of an actor: if permits were lost, the jobs wait. */
  private static Resource nextUsers(LimitedUse use, int limit, Stage stage)
      throws InterruptedException {
    var resource = new Resource(limit, stage);
    stage.actor("next caller", () -> useAll(use, uses(limit + 1, resource))).end();
    return resource;
  }

  private static Void useAll(LimitedUse use, List<Job> jobs) throws InterruptedException {
    use.useAll(jobs);
    return null;
  }

  private static List<Job> uses(int jobs, Resource resource) {
    return IntStream.range(0, jobs).<Job>mapToObj(job -> () -> resource.use(job)).toList();
  }

  private static void meet(CyclicBarrier barrier, Stage stage) throws InterruptedException {
    try {
      barrier.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the jobs did not use the resource at the same time", e);
    }
  }

  private static void waitInside(IntFunction<LimitedUse> edition, Interruption interruption)
      throws InterruptedException {
    edition.apply(2).useAll(Collections.nCopies(3, interruption::await));
  }

  private static void computeInside(IntFunction<LimitedUse> edition, Interruption interruption)
      throws InterruptedException {
    edition.apply(1).useAll(List.of(interruption::compute));
  }

  private static void endInside(IntFunction<LimitedUse> edition, Interruption interruption)
      throws InterruptedException {
    edition.apply(1).useAll(List.of(interruption::end));
  }
}
