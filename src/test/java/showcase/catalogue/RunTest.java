package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunTest {
  private final Transcript transcript = new Transcript();

  @Test
  void peakCountsWhoIsInsideAtTheSameTime() {
    for (String step : List.of("0 in", "1 in", "0 out", "2 in", "1 out", "2 out")) {
      transcript.say(step.substring(0, 1), step.substring(2));
    }
    assertEquals(2, transcript.soFar().peak("in", "out"));
    assertEquals(0, transcript.soFar().peak("enters", "leaves"));
  }

  @Test
  void linesAreFoundBySubjectAndByText() {
    transcript.say(1, "starts");
    transcript.say(2, "starts");
    transcript.say(1, "ends");
    transcript.say("all done");
    Run run = transcript.soFar();

    assertEquals(List.of("starts", "ends"), run.saidBy(1));
    assertEquals(List.of("1", "2"), run.whoSaid("starts"));
    assertEquals(2, run.count("starts"));
    assertEquals(2, run.indexOf(1, "ends"));
    assertEquals(-1, run.indexOf(2, "ends"));
    assertEquals("1 starts", run.lines().getFirst().toString());
    assertEquals("all done", run.lines().getLast().toString());
  }

  @Test
  void whatManyThreadsSayIsAllThere() throws InterruptedException {
    var threads =
        IntStream.range(0, 8)
            .mapToObj(id ->
                Thread.ofVirtual()
                    .start(() -> IntStream.range(0, 1000).forEach(i -> transcript.say(id, i))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    Run run = transcript.soFar();
    assertEquals(8_000, run.lines().size());
    var inOrder = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    IntStream.range(0, 8).forEach(id -> assertEquals(inOrder, run.saidBy(id)));
  }

  @Test
  void evidenceShowsWhatWasSeenAndWhatWasWanted() {
    assertTrue(Evidence.equal(3, 3).holds());
    assertEquals("saw 3", Evidence.equal(3, 3).saw());
    assertFalse(Evidence.equal(3, 4).holds());
    assertEquals("saw 4 instead of 3", Evidence.equal(3, 4).saw());
    var many = IntStream.range(0, 50).boxed().toList();
    assertTrue(Evidence.equal(many, many).saw().endsWith("9, … 50 in all]"));
  }
}
