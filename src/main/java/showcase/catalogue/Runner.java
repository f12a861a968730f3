package showcase.catalogue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.observe.Observation;

/** Runs editions, one at a time, each under a deadline, and judges what they say. */
public final class Runner {
  /** What an edition needs that this Java cannot load. */
  public static final String NEEDED = "Java 21 or 25";

  /** How long an interrupted edition has to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Duration deadline;

  /**
   * @param deadline how long a run may take before it is interrupted
   */
  public Runner(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * Runs an edition once.
   *
   * @throws InterruptedException if the caller was interrupted: the run has been, too, and has ended
   */
  public Verdict run(Recipe recipe, NamedEdition edition, Arguments arguments)
      throws InterruptedException, IOException {
    return new Verdict(recipe, edition.name(), arguments, outcome(recipe, edition, arguments));
  }

  private Verdict.Outcome outcome(Recipe recipe, NamedEdition edition, Arguments arguments)
      throws InterruptedException, IOException {
    Edition code;
    try {
      code = edition.maker().get();
    } catch (UnsupportedClassVersionError e) {
      return new Verdict.Unsupported(NEEDED);
    }
    var transcript = new Transcript();
    Observation seen = observe(() -> code.run(arguments, transcript));
    Run run = transcript.soFar();
    var claims = recipe.claims().stream().map(claim -> claim.judge(arguments, run)).toList();
    return new Verdict.Ran(run, claims, seen);
  }

  /** A thread of its own for the run: this one keeps the time. */
  private Observation observe(Observation.Work work) throws InterruptedException, IOException {
    var observation = new FutureTask<>(() -> Observation.of(work));
    var thread = new Thread(observation, "run");
    thread.setDaemon(true); // an edition that cannot be stopped must not keep the JVM alive
    thread.start();
    try {
      return observation.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return late(observation);
    } catch (ExecutionException e) {
      throw new IOException("the run could not be observed", e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      thread.join(GRACE.toMillis());
      throw e;
    }
  }

  /** The observation of a run that was interrupted at its deadline, or what can be said without it. */
  private Observation late(FutureTask<Observation> observation)
      throws InterruptedException, IOException {
    var failure = new TimeoutException("did not end within %d s".formatted(deadline.toSeconds()));
    try {
      return observation.get(GRACE.toMillis(), TimeUnit.MILLISECONDS).failedWith(failure);
    } catch (TimeoutException e) {
      return Observation.stuck(deadline.plus(GRACE), failure);
    } catch (ExecutionException e) {
      throw new IOException("the run could not be observed", e.getCause());
    }
  }
}
