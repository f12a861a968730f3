package showcase.recipe.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A latch of one for the event that happens once, and {@link
 * ResettableEvent} for the other.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run event --edition classic}
 *
 * <p>Prefer a {@code CyclicBarrier} or a {@code Phaser} for threads that wait for each
 * other, again and again, rather than for somebody else.
 */
final class EventClassic implements Edition {

  /** A wait for either event. */
  private interface Wait {
    void await() throws InterruptedException;
  }

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    try {
      once(in.get(EventRecipe.WAITERS), threads, transcript);
      again(threads, transcript);
    } finally {
      // On the good way all have ended. After an interrupt they would wait for ever.
      threads.forEach(Thread::interrupt);
      joinAll(threads);
    }
  }

  private static void once(int waiters, List<Thread> threads, Transcript transcript)
      throws InterruptedException {
    var event = new CountDownLatch(1);
    var allWait = new CountDownLatch(waiters);
    for (int id = 0; id < waiters; id++) {
      threads.add(waiter(id, allWait, event::await, transcript));
    }
    threads.forEach(Thread::start);

    // Said before it is done: whoever passes says so after this line.
    allWait.await();
    transcript.say("event", "is set");
    event.countDown();

    // The latch stays open: who comes late does not wait.
    event.await();
    transcript.say("late", "passes");
    joinAll(threads);
  }

  private static void again(List<Thread> threads, Transcript transcript)
      throws InterruptedException {
    var event = new ResettableEvent();
    event.set();
    event.clear();
    transcript.say("passed in time", event.await(EventRecipe.A_WHILE));

    var waits = new CountDownLatch(1);
    var another = waiter("another", waits, event::await, transcript);
    threads.add(another);
    another.start();
    waits.await();
    transcript.say("event", "is set again");
    event.set();
    another.join();
  }

  private static Thread waiter(
      Object id, CountDownLatch waiting, Wait event, Transcript transcript) {
    return new Thread(
        () -> {
          try {
            transcript.say(id, "waits");
            waiting.countDown();
            event.await();
            transcript.say(id, "passes");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread ends, and has not passed
          }
        },
        "waiter-" + id);
  }

  private static void joinAll(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
