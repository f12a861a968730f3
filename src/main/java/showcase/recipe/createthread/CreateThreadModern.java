package showcase.recipe.createthread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A virtual thread for each worker, made in the three modern ways.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run create-thread --edition modern}
 *
 * <p>Prefer the scope: it cannot be left while one of its threads runs. Prefer platform
 * threads for work that only computes: virtual threads make waiting cheap, not computing.
 */
final class CreateThreadModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int threads = in.get(CreateThreadRecipe.THREADS);
    var gate = new CountDownLatch(1);

    List<Thread> workers = new ArrayList<>();
    try (var scope = StructuredTaskScope.open()) {
      try {
        for (int id = 0; id < threads; id++) {
          String name = "worker-" + id;
          switch (id % 3) {
            // The first way: a builder, which can name the thread before it starts.
            case 0 -> {
              var builder = Thread.ofVirtual().name(name);
              workers.add(builder.start(() -> work(name, gate, transcript)));
            }
            // The second way: the shortest. Such a thread has no name unless it takes
            // one.
            case 1 -> {
              var worker = Thread.startVirtualThread(() -> work(name, gate, transcript));
              workers.add(worker);
            }
            // The third way: a fork, which belongs to the scope and needs no keeping.
            default -> scope.fork(() -> work(name, gate, transcript));
          }
        }
      } finally {
        gate.countDown(); // whatever happened, nobody waits for ever
      }

      // The scope waits for its forks; the others have to be kept, and joined one by one.
      scope.join();
      for (Thread worker : workers) {
        worker.join();
      }
    }

    // A join that finds its thread ended does not look for an interrupt.
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted, and all threads had ended");
    }
    transcript.say("started", threads);
    transcript.say("all", "ended");
  }

  private static void work(String name, CountDownLatch gate, Transcript transcript) {
    Thread.currentThread().setName(name);
    try {
      gate.await();
      transcript.say(Thread.currentThread().getName(), "runs");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the thread ends, and its owner can see why
    }
  }
}
