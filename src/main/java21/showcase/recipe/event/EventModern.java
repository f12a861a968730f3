package showcase.recipe.event;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A future is the event that happens once; {@link RenewableEvent}
 * takes a new one for each time.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run event --edition modern}
 *
 * <p>Prefer a {@code CountDownLatch} where nothing but the waiting is wanted: it cannot
 * fail, and is just as good for virtual threads.
 */
final class EventModern implements Edition {

  /** A wait for either event. */
  private interface Wait {
    void await() throws Exception;
  }

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    once(in.get(EventRecipe.WAITERS), transcript);
    again(transcript);
  }

  private static void once(int waiters, Transcript transcript) throws Exception {
    var event = new CompletableFuture<Void>();
    var allWait = new CountDownLatch(waiters);
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      for (int id = 0; id < waiters; id++) {
        int waiter = id;
        scope.fork(() -> pass(waiter, allWait, event::get, transcript));
      }

      // Said before it is done: whoever passes says so after this line.
      allWait.await();
      transcript.say("event", "is set");
      event.complete(null);

      // The future stays done: who comes late does not wait.
      event.get();
      transcript.say("late", "passes");
      scope.join().throwIfFailed();
    }
  }

  private static void again(Transcript transcript) throws Exception {
    var event = new RenewableEvent();
    event.set();
    event.clear();
    transcript.say("passed in time", event.await(EventRecipe.A_WHILE));

    var waits = new CountDownLatch(1);
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      scope.fork(() -> pass("another", waits, event::await, transcript));
      waits.await();
      transcript.say("event", "is set again");
      event.set();
      scope.join().throwIfFailed();
    }
  }

  private static Void pass(
      Object id, CountDownLatch waiting, Wait event, Transcript transcript)
      throws Exception {
    transcript.say(id, "waits");
    waiting.countDown();
    event.await();
    transcript.say(id, "passes");
    return null;
  }
}
