package showcase.recipe.roundrobin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Stage;
import showcase.recipe.roundrobin.RoundRobin.Output;
import showcase.recipe.roundrobin.RoundRobin.Sequence;
import showcase.recipe.roundrobin.RoundRobin.Term;

/**
 * Sees what is computed, in which threads, and what the consumer gets. It keeps the first value for
 * a moment, so that a generator that runs ahead has the time to do so.
 */
final class Turns implements Output<Long> {
  private static final long MOMENT_MILLIS = 20;

  private final Stage stage;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger computed = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  // Used in the calling thread only.
  private final List<String> given = new ArrayList<>();
  private int values;
  private int ahead;

  Turns(Stage stage) {
    this.stage = stage;
  }

  /** A sequence whose terms are watched. */
  Sequence<Long> sequence(int length, Term<Long> term) {
    return new Sequence<>(
        length,
        n -> {
          computed.incrementAndGet();
          threads.add(Thread.currentThread());
          return stage.does("generator", "computes term " + n, () -> term.compute(n));
        });
  }

  @Override
  public void value(Long value) {
    say(value.toString());
    values++;
    if (values == 1) {
      Stage.Doing keeping = stage.does("consumer", "keeps the value for a moment");
      pause();
      keeping.end();
    }
    ahead = Math.max(ahead, computed.get() - values);
  }

  @Override
  public void done() {
    say("done");
  }

  private void say(String text) {
    given.add(text);
    stage.say(text);
  }

  /** Gives a generator the time to compute what nobody has asked for. */
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was given: the values, and each end. */
  List<String> given() {
    return List.copyOf(given);
  }

  /** The most values that had been computed before the consumer asked for them. */
  int ahead() {
    return ahead;
  }

  /** How many terms have been computed so far. */
  int computed() {
    return computed.get();
  }

  /** Where the terms were computed. */
  String threads() {
    return threads.equals(Set.of(caller))
        ? "in the calling thread"
        : "in %d other threads".formatted(threads.size());
  }
}
