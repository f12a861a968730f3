package showcase.recipe.roundrobin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;

/**
 * Generators take turns in a queue. Each is a loop on a virtual thread of its own
 * that waits after every value until the next is wanted.
 *
 * <p>Prefer the classic object where the state between two values is a number or
 * two: a hand-over between threads takes microseconds, a call nanoseconds.
 */
final class RoundRobinModern implements RoundRobin {

  @Override
  public <T> void takeTurns(List<Sequence<T>> sequences, Output<? super T> output)
      throws InterruptedException, ExecutionException {
    List<Generator<T>> generators = new ArrayList<>();
    try {
      for (Sequence<T> sequence : sequences) {
        generators.add(generator(sequence));
      }
      Queue<Generator<T>> ready = new ArrayDeque<>(generators);

      // The scheduler: the generator in front gives one value and goes to the back.
      while (!ready.isEmpty()) {
        Generator<T> generator = ready.remove();
        Optional<T> value = generator.next();
        if (value.isPresent()) {
          output.value(value.get());
          ready.add(generator);
        } else {
          output.done();
        }
      }
    } finally {
      generators.forEach(Generator::close); // an unfinished one has a thread
    }
  }

  /** A loop that stays a loop: n is a variable on its own thread's stack. */
  private static <T> Generator<T> generator(Sequence<T> sequence) {
    return new Generator<>(values -> {
      for (int n = 1; n <= sequence.length(); n++) {
        values.accept(sequence.term().compute(n));
      }
    });
  }
}
