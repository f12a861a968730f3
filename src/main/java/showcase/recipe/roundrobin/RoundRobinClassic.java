package showcase.recipe.roundrobin;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * Iterators take turns in a queue: a generator without a thread, written inside out.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run round-robin --edition classic}
 *
 * <p>Prefer a {@code Stream} where one consumer takes all values, and threads where the
 * values are worth computing at the same time: here one thread does everything, in turns.
 */
final class RoundRobinClassic implements Edition {

  /**
   * Gives fib(1) to fib(last). What the loop would have kept in a variable is a field.
   */
  private static final class FibValues implements Iterator<Long> {
    private final int last;
    private int given;

    FibValues(int last) {
      this.last = last;
    }

    @Override
    public boolean hasNext() {
      return given < last;
    }

    @Override
    public Long next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      given++;
      return Fib.of(given);
    }
  }

  @Override
  public void run(Arguments in, Transcript transcript) {
    var first = new FibValues(in.get(RoundRobinRecipe.FIRST));
    var second = new FibValues(in.get(RoundRobinRecipe.SECOND));
    Queue<Iterator<Long>> ready = new ArrayDeque<>(List.of(first, second));

    // The scheduler: whoever is in front gives one value and goes to the back.
    while (!ready.isEmpty()) {
      Iterator<Long> generator = ready.remove();
      if (generator.hasNext()) {
        transcript.say(generator.next());
        ready.add(generator);
      } else {
        transcript.say("done");
      }
    }

    // Left in the middle: an iterator is an object like any other, and the collector's.
    var left = new FibValues(in.get(RoundRobinRecipe.FIRST));
    left.next();
    transcript.say("left", "after %d value".formatted(left.given));
  }
}
