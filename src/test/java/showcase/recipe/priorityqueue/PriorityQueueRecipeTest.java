package showcase.recipe.priorityqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

class PriorityQueueRecipeTest {
  private static final Map<String, String> TWO =
      Map.of("producers", "1", "consumers", "1", "items", "2");

  private static List<String> failing(Edition broken) throws Exception {
    return Planted.failing(PriorityQueueRecipe.RECIPE, TWO, broken);
  }

  private static void sayTheRest(Transcript transcript) {
    transcript.say("main", "puts late");
    transcript.say("taker", "gets late");
    transcript.say("taker", "is interrupted");
    transcript.say(0, "is taken");
  }

  private static void sayTaken(Transcript transcript, String order) {
    order.chars().forEach(letter -> transcript.say("takes", Character.toString(letter)));
  }

  /** The heap of the JDK alone: it breaks ties as it likes, which sorting by name makes certain. */
  @Test
  void claimsCatchAQueueThatForgetsTheOrderOfArrival() throws Exception {
    Edition broken =
        (in, transcript) -> {
          var heap =
              new PriorityQueue<Map.Entry<String, Integer>>(
                  Map.Entry.<String, Integer>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey())
                      .reversed());
          heap.addAll(PriorityQueueRecipe.LETTERS.entrySet());
          while (!heap.isEmpty()) {
            transcript.say("takes", heap.remove().getKey());
          }
          sayTheRest(transcript);
          transcript.say(1, "is taken");
        };
    assertEquals(
        List.of("the highest priority first, first in first out among equals"), failing(broken));
  }

  @Test
  void claimsCatchAnItemThatIsGivenTwice() throws Exception {
    Edition broken =
        (in, transcript) -> {
          sayTaken(transcript, "bdcfae");
          sayTheRest(transcript);
          transcript.say(0, "is taken");
        };
    assertEquals(List.of("nothing is lost or given twice"), failing(broken));
  }

  @Test
  void claimsCatchATakeThatDoesNotWait() throws Exception {
    Edition broken =
        (in, transcript) -> {
          sayTaken(transcript, "bdcfae");
          transcript.say("taker", "gets late"); // before anybody has put it
          sayTheRest(transcript);
          transcript.say(1, "is taken");
        };
    assertEquals(List.of("a take of the empty queue waits for a put"), failing(broken));
  }

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    Interrupted.endsClean(PriorityQueueRecipe.RECIPE, Map.of("items", "5000"));
  }
}
