package showcase.recipe.mutex;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/** A consumer that two threads must not call at the same time, and that sees whether they do. */
final class Results implements Consumer<Integer> {
  private final Occupancy inside;
  private final Stage stage;
  private final Queue<Integer> values = new ConcurrentLinkedQueue<>();
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();

  Results(Stage stage) {
    this.inside = new Occupancy(1, stage);
    this.stage = stage;
  }

  @Override
  public void accept(Integer value) {
    Stage.Doing taking = stage.does(value, "is handed over");
    try {
      inside.enter();
      values.add(value);
      callers.add(Thread.currentThread());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      taking.end();
      inside.leave();
    }
  }

  /** The results that it received, in numerical order. */
  List<Integer> sorted() {
    return values.stream().sorted().toList();
  }

  /** The most threads that were in it at the same time. */
  int peak() {
    return inside.peak();
  }

  /** Which threads called it; to be asked by the thread that called the edition. */
  String calledBy() {
    return callers.equals(Set.of(Thread.currentThread()))
        ? "the caller alone"
        : callers.size() + " threads";
  }
}
