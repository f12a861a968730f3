package showcase.recipe.roundrobin;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Generators take turns in a queue. Each is an object that computes one value a
 * call, in the calling thread: there is nothing to close.
 *
 * <p>Prefer a {@code Stream} where one consumer takes all the values of a sequence.
 */
final class RoundRobinClassic implements RoundRobin {

  @Override
  public <T> void takeTurns(List<Sequence<T>> sequences, Output<? super T> output)
      throws InterruptedException {
    Queue<Generator<T>> ready = new ArrayDeque<>();
    for (Sequence<T> sequence : sequences) {
      ready.add(new Generator<>(sequence));
    }

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
  }

  /**
   * A loop turned inside out: it returns after each value, so n must be a field.
   */
  private static final class Generator<T> {
    private final Sequence<T> sequence;
    private int n;

    Generator(Sequence<T> sequence) {
      this.sequence = sequence;
    }

    Optional<T> next() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException(); // a term that does not wait never checks
      }
      if (n == sequence.length()) {
        return Optional.empty();
      }
      n++;
      return Optional.of(sequence.term().compute(n));
    }
  }
}
