package showcase.recipe.roundrobin;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;

/**
 * Generators take turns in a queue, each a loop on a virtual
 * thread that stops at every value.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run round-robin --edition modern}
 *
 * <p>Prefer an {@code Iterator} where the state is small: a hand-over between threads
 * costs microseconds, a call nanoseconds.
 */
final class RoundRobinModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int last = in.get(RoundRobinRecipe.FIRST);
    try (var first = fibValues(last, new AtomicInteger());
        var second = fibValues(in.get(RoundRobinRecipe.SECOND), new AtomicInteger())) {
      Queue<Generator<Long>> ready = new ArrayDeque<>(List.of(first, second));

      // The scheduler: whoever is in front gives one value and goes to the back.
      while (!ready.isEmpty()) {
        Generator<Long> generator = ready.remove();
        if (generator.hasNext()) {
          transcript.say(generator.next());
          ready.add(generator);
        } else {
          transcript.say("done");
        }
      }
    }

    // Left in the middle: its thread waits to be asked. Closing interrupts and joins it.
    var given = new AtomicInteger();
    try (var left = fibValues(last, given)) {
      left.next();
    }
    transcript.say("left", "after %d value".formatted(given.get()));
  }

  /** Gives fib(1) to fib(last). The loop is a loop, and keeps its place by itself. */
  private static Generator<Long> fibValues(int last, AtomicInteger given) {
    return new Generator<>(values -> {
      for (int n = 1; n <= last; n++) {
        given.incrementAndGet();
        values.give(Fib.of(n));
      }
    });
  }
}
