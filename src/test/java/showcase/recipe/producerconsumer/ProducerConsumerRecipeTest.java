package showcase.recipe.producerconsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.engine.Fib;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class ProducerConsumerRecipeTest {

  @Test
  void claimsAcceptAPlainExchange() throws Exception {
    assertEquals(List.of(), failing((in, said) -> exchange(bound(in), false, 1, in, said)));
  }

  @Test
  void claimsCatchABufferWithoutABound() throws Exception {
    assertEquals(
        List.of("the buffer was full, and never fuller than its bound"),
        failing((in, said) -> exchange(Integer.MAX_VALUE, false, 1, in, said)));
  }

  @Test
  void claimsCatchABufferThatIsFullTooEarly() throws Exception {
    assertEquals(
        List.of("the buffer was full, and never fuller than its bound"),
        failing((in, said) -> exchange(1, false, 1, in, said)));
  }

  @Test
  void claimsCatchAStackWhereAQueueShouldBe() throws Exception {
    assertEquals(
        List.of("each consumer got each producer's items in the order they were put"),
        failing((in, said) -> exchange(bound(in), true, 1, in, said)));
  }

  @Test
  void claimsCatchAnItemThatIsTakenTwice() throws Exception {
    assertEquals(
        List.of("every item was consumed exactly once, with the right result"),
        failing((in, said) -> exchange(bound(in), false, 2, in, said)));
  }

  @Test
  void claimsCatchAProducerThatNobodyWakes() throws Exception {
    Edition broken =
        (in, said) -> {
          var whole = new Transcript();
          exchange(bound(in), false, 1, in, whole);
          whole.soFar().lines().stream()
              .filter(line -> !line.subject().equals("its producer"))
              .forEach(line -> said.say(line.subject(), line.text()));
        };

    assertEquals(
        List.of(
            "a consumer that fails leaves no producer waiting: it ended before the failure was"
                + " heard of"),
        failing(broken));
  }

  @Test
  void anInterruptStopsProducersAndConsumers() throws Exception {
    var manyItems = Map.of("producers", "3", "items", "1000", "capacity", "2");
    Interrupted.endsClean(ProducerConsumerRecipe.RECIPE, manyItems);
  }

  private static List<String> failing(Edition broken) throws Exception {
    return Planted.failing(ProducerConsumerRecipe.RECIPE, broken);
  }

  private static int bound(Arguments in) {
    return ProducerConsumerRecipe.bound(in);
  }

  /** One thread does everything by turns: fills the buffer up to its capacity, then empties it. */
  private static void exchange(
      int capacity, boolean stack, int times, Arguments in, Transcript said) {
    List<int[]> toPut = new ArrayList<>();
    for (int producer = 0; producer < in.get(ProducerConsumerRecipe.PRODUCERS); producer++) {
      for (int number = 0; number < in.get(ProducerConsumerRecipe.ITEMS); number++) {
        toPut.add(new int[] {producer, number});
      }
    }
    var buffer = new ArrayDeque<int[]>();
    var putting = toPut.iterator();
    while (putting.hasNext() || !buffer.isEmpty()) {
      while (putting.hasNext() && buffer.size() < capacity) {
        int[] item = putting.next();
        buffer.add(item);
        said.say(item[0] + "." + item[1], "is put");
      }
      while (!buffer.isEmpty()) {
        said.say("consumer 0", "asks");
        int[] item = stack ? buffer.removeLast() : buffer.removeFirst();
        long result = Fib.of(ProducerConsumerRecipe.n(item[1]));
        for (int i = 0; i < times; i++) {
          said.say("consumer 0", "gets %d.%d: %d".formatted(item[0], item[1], result));
        }
      }
    }
    said.say("consumer 0", "stops");
    said.say("consumer 1", "stops");
    said.say("its producer", "ends");
    said.say("the consumer", "failed");
  }
}
