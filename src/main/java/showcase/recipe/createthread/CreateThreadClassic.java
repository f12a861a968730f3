package showcase.recipe.createthread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;

/**
 * A platform thread for each worker, made in the three classic ways.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run create-thread --edition classic}
 *
 * <p>Prefer an {@code ExecutorService} for many short tasks: a platform thread is a
 * kernel thread with its own stack, too dear to be made for each.
 */
final class CreateThreadClassic implements Edition {
  /** More are refused here, before the system does it to every program on the machine. */
  private static final int MOST = 10_000;

  /** The first way: a subclass whose {@code run} is the work. */
  private static final class Worker extends Thread {
    private final CountDownLatch gate;
    private final Transcript transcript;

    Worker(int id, CountDownLatch gate, Transcript transcript) {
      super("worker-" + id);
      this.gate = gate;
      this.transcript = transcript;
    }

    @Override
    public void run() {
      work(gate, transcript);
    }
  }

  @Override
  public void run(Arguments in, Transcript transcript) throws InterruptedException {
    int threads = in.get(CreateThreadRecipe.THREADS);
    var gate = new CountDownLatch(1);

    // The second way: a task, passed to a thread. It is the way to prefer, since the
    // task does not care what runs it.
    Runnable task = () -> work(gate, transcript);

    // The third way: a factory, which is what an executor asks for its threads.
    ThreadFactory factory = Thread::new;

    List<Thread> workers = new ArrayList<>();
    try {
      for (int id = 0; id < threads && id < MOST; id++) {
        Thread worker =
            switch (id % 3) {
              case 0 -> new Worker(id, gate, transcript);
              case 1 -> new Thread(task, "worker-" + id);
              default -> factory.newThread(task);
            };
        worker.setName("worker-" + id);
        worker.start();
        workers.add(worker);
      }
    } catch (OutOfMemoryError refused) {
      transcript.say("stopped", "no more threads here: " + refused.getMessage());
    } finally {
      gate.countDown(); // whatever happened, nobody waits for ever
    }
    if (threads > MOST) {
      transcript.say("stopped", "at %,d: each is a kernel thread".formatted(MOST));
    }

    // Nothing ties these threads to this method: it has to keep them, and join each.
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } finally {
      workers.forEach(Thread::interrupt); // if this one is: then they end with it
    }

    // A join that finds its thread ended does not look for an interrupt.
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted, and all threads had ended");
    }
    transcript.say("started", workers.size());
    transcript.say("all", "ended");
  }

  private static void work(CountDownLatch gate, Transcript transcript) {
    try {
      gate.await();
      transcript.say(Thread.currentThread().getName(), "runs");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the thread ends, and its owner can see why
    }
  }
}
