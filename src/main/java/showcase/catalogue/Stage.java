package showcase.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What a situation can use while an edition goes through it: the parameters of the run, the
 * transcript, and threads of the situation's own. Any thread may use it.
 */
public final class Stage {
  /** Nothing takes so long: a wait of this length ends with the event that it is for. */
  public static final Duration LONG = Duration.ofMinutes(1);

  private final Arguments in;
  private final Transcript transcript;
  private final Set<Long> ownThreads;
  private final Queue<Throwable> uncaught;
  private final Duration patience;
  private final Queue<Actor<?>> actors = new ConcurrentLinkedQueue<>();

  /**
   * @param in the parameters of the run
   * @param transcript receives the lines and the measurements
   * @param ownThreads receives the ids of the situation's threads, so that they do not count as the
   *     edition's; thread-safe
   * @param uncaught receives uncaught exceptions; thread-safe
   * @param patience how long to wait for what a correct edition does immediately
   */
  Stage(
      Arguments in,
      Transcript transcript,
      Set<Long> ownThreads,
      Queue<Throwable> uncaught,
      Duration patience) {
    this.in = in;
    this.transcript = transcript;
    this.ownThreads = ownThreads;
    this.uncaught = uncaught;
    this.patience = patience;
  }

  /** The value of one of the recipe's parameters. */
  public int get(Parameter parameter) {
    return in.get(parameter);
  }

  /** How long a witness waits, at most, for what a correct edition does immediately. */
  public Duration patience() {
    return patience;
  }

  /** The words that the user gave after {@code --}; empty if there are none. */
  public List<String> words() {
    return in.words();
  }

  /** Writes a line of the transcript. */
  public void say(Object text) {
    transcript.say("", text);
  }

  /**
   * Writes a line of the transcript.
   *
   * @param subject a task's number or name
   * @param text what happens to it, in a few words
   */
  public void say(Object subject, Object text) {
    transcript.say(subject, text);
  }

  /** What a thread does for some time. */
  public interface Doing {
    /** Says that it does this no more. Only the first call counts; any thread may make it. */
    void end();
  }

  /**
   * Records what the calling thread does until {@link Doing#end}, which belongs into a {@code
   * finally}. The report draws it; no claim depends on it.
   *
   * @param subject a task's number or name, or empty
   * @param what it does, in a few words: {@code "holds a permit"}, {@code "waits for the event"}
   */
  public Doing does(Object subject, String what) {
    return transcript.does(subject, what);
  }

  /** A step of a task: what it does, and what it may throw. */
  @FunctionalInterface
  public interface Step<T, X extends Exception> {
    T take() throws X;
  }

  /** Takes a step in the calling thread, and records that as {@link #does(Object, String)} does. */
  public <T, X extends Exception> T does(Object subject, String what, Step<T, X> step) throws X {
    Doing doing = does(subject, what);
    try {
      return step.take();
    } finally {
      doing.end();
    }
  }

  /** Records a number to be shown, such as {@code ("speed-up", 1.9, "x")}. */
  public void measure(String name, double value, String unit) {
    transcript.measure(name, value, unit);
  }

  /**
   * Makes a call in a platform thread of the situation's own, which starts at once. When the
   * situation ends, actors that still run are interrupted and waited for.
   */
  public <T> Actor<T> actor(String name, Callable<T> call) {
    var actor = new Actor<>(name, call, patience);
    ownThreads.add(actor.thread().threadId());
    actors.add(actor);
    actor.thread().start();
    return actor;
  }

  /** What the default uncaught-exception handler has received in this situation so far. */
  public List<Throwable> uncaught() {
    return List.copyOf(uncaught);
  }

  /**
   * Returns whether the default uncaught-exception handler receives this. It waits for {@link
   * #patience} at most: a pool has terminated shortly before the handler receives what its last
   * thread died of.
   */
  public boolean isUncaught(Throwable failure) {
    long end = System.nanoTime() + patience.toNanos();
    while (!uncaught.contains(failure) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(100_000); // nothing tells when the handler is called
    }
    return uncaught.contains(failure);
  }

  /**
   * Interrupts the actors that still run, waits for all of them for {@link #patience} at most, and
   * returns how many cannot be ended.
   */
  int close() {
    actors.forEach(Actor::interrupt);
    long deadline = System.nanoTime() + patience.toNanos();
    return (int) actors.stream().filter(actor -> !actor.endsBefore(deadline)).count();
  }
}
