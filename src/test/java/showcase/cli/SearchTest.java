package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.cli.Search.Hit;
import showcase.cli.Search.Page;

class SearchTest {
  private final Search<String> search =
      new Search<>(
          List.of(
              new Page<>(
                  "semaphore",
                  List.of("semaphore", "Limit concurrent use of a resource"),
                  "A job waits for a permit. It gives the permit back when it ends.",
                  List.of("Acquire before the try. A CountDownLatch is no semaphore.")),
              new Page<>(
                  "thread-pool",
                  List.of("thread-pool", "Limit how many tasks run"),
                  "A task that is rejected waits. Back-pressure slows the caller down.",
                  List.of("A thread costs memory.")),
              new Page<>(
                  "event",
                  List.of("event", "Wait until something has happened"),
                  "Several threads wait, and each continues when the event happens.",
                  List.of("The permit of a semaphore is another way."))));

  private List<String> find(String... typed) {
    return search.find(search.query(List.of(typed))).stream().map(Hit::about).toList();
  }

  @Test
  void aTitleRanksAboveTheProblemAndTheProblemAboveANote() {
    assertEquals(List.of("event", "semaphore", "thread-pool"), find("wait"));
    assertEquals(List.of("semaphore", "event"), find("permit"));
  }

  @Test
  void aPageWithMoreOfTheWordsRanksHigher() {
    assertEquals("thread-pool", find("limit", "tasks").getFirst());
    assertEquals("semaphore", find("limit a resource").getFirst());
  }

  @Test
  void whatMatchesMuchWorseIsLeftOut() {
    assertEquals(List.of("semaphore"), find("semaphore")); // event has it in a note only
  }

  @ParameterizedTest
  @CsvSource({
    "limits, semaphore",
    "LIMITED, semaphore",
    "limiting, semaphore",
    "resources, semaphore",
    "acquir, semaphore",
    "CountDownLatch, semaphore",
    "countdownlatch, semaphore",
    "latch, semaphore",
    "ThreadPool, thread-pool",
    "thread-pool, thread-pool",
    "back-pressure, thread-pool",
    "backpressure, thread-pool",
    "pressure, thread-pool",
    "happening, event"
  })
  void aWordIsFoundInItsFormsAndPartsAndByItsBeginning(String word, String page) {
    assertEquals(page, find(word).getFirst());
  }

  @Test
  void theSentenceThatMatchesIsShown() {
    assertEquals(
        "It gives the permit back when it ends.",
        search.find(List.of("permit", "back")).getFirst().sentence());
    assertEquals(
        "A job waits for a permit.", search.find(List.of("resource")).getFirst().sentence());
    assertEquals(
        "A job waits for a permit.", search.find(List.of("semaphore")).getFirst().sentence());
    assertEquals(
        "A CountDownLatch is no semaphore.", search.find(List.of("latch")).getFirst().sentence());
  }

  @Test
  void wordsThatSayNothingAreNotSearchedForUnlessThereAreNoOthers() {
    assertEquals(
        List.of("limit", "resource"), search.query(List.of("how do I limit", "a resource?")));
    assertEquals(List.of("when"), search.query(List.of("when")));
    assertEquals(List.of(), search.query(List.of("?!", "-")));
  }

  @Test
  void aCompoundIsTakenApartOnlyIfAllItsPartsAreFound() {
    assertEquals(List.of("task", "event"), search.query(List.of("TaskEvent")));
    assertEquals(List.of("task-frobnicator"), search.query(List.of("task-frobnicator")));
    assertFalse(search.knows("task-frobnicator"));
  }

  @Test
  void itsVocabularyHasNoNoise() {
    assertTrue(search.vocabulary().containsAll(List.of("permit", "latch", "countdownlatch")));
    assertFalse(search.vocabulary().contains("when"));
  }
}
