package showcase.recipe.futureerrors;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import showcase.catalogue.Stage;

/**
 * A callback that records the failures that it gets, and their threads. It takes a moment, so that
 * a caller that does not wait for it is seen to return too early.
 */
final class Observer implements Consumer<Throwable> {
  private static final long MOMENT_MILLIS = 20;

  private final Stage stage;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  Observer(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void accept(Throwable failure) {
    stage.say("callback handler");
    threads.add(Thread.currentThread());
    Stage.Doing handling = stage.does("callback handler", "handles the failure");
    try {
      TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return; // it could not finish, so this failure does not count
    } finally {
      handling.end();
    }
    stage.say("get", failure.getClass().getSimpleName());
    failures.add(failure);
  }

  /** What it has received, in order. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** How often it was called. */
  int calls() {
    return threads.size();
  }

  /** The threads in which it was called. */
  List<Thread> threads() {
    return List.copyOf(threads);
  }
}
