package showcase.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a situation has at hand while an edition goes through it: the parameters of the run, the
 * transcript, and threads of the situation's own. Any thread may use it.
 */
public final class Stage {
  private final Arguments in;
  private final Transcript transcript;
  private final Set<Long> ownThreads;
  private final Queue<Throwable> uncaught;
  private final Duration patience;
  private final Queue<Actor<?>> actors = new ConcurrentLinkedQueue<>();

  /**
   * @param in the parameters of the run
   * @param transcript takes what is said
   * @param ownThreads takes the ids of the situation's threads, so that the edition is not charged
   *     with them; thread-safe
   * @param uncaught gets what threads die of; thread-safe
   * @param patience how long to wait for what happens at once if the edition is right
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

  /** How long a witness waits, at most, for what happens at once if the edition is right. */
  public Duration patience() {
    return patience;
  }

  /** What the user gave after {@code --}; empty if nothing. */
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
   * @param text what happens to it, in a word or a few
   */
  public void say(Object subject, Object text) {
    transcript.say(subject, text);
  }

  /** Records a number to be shown, such as {@code ("speed-up", 1.9, "x")}. */
  public void measure(String name, double value, String unit) {
    transcript.measure(name, value, unit);
  }

  /**
   * Makes a call in a platform thread of the situation's own, which starts at once. When the
   * situation ends, an actor that still runs is interrupted and waited for.
   */
  public <T> Actor<T> actor(String name, Callable<T> call) {
    var actor = new Actor<>(name, call, patience);
    ownThreads.add(actor.thread().threadId());
    actors.add(actor);
    actor.thread().start();
    return actor;
  }

  /** What threads have died of in this situation, as the uncaught-exception handler got it. */
  public List<Throwable> uncaught() {
    return List.copyOf(uncaught);
  }

  /** Ends the actors that still run, and says how many cannot be ended. */
  int close() {
    actors.forEach(Actor::interrupt);
    return (int) actors.stream().filter(actor -> !actor.ends()).count();
  }
}
