package showcase.recipe.mutex;

import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/**
 * A number without protection of its own. It is read, then other threads get time to run, then it
 * is written: without mutual exclusion, an update is lost every time.
 */
final class Counter {
  private final Occupancy inside;
  private final Stage stage;
  private int value; // guarded by the edition, in its own way

  Counter(Stage stage) {
    this.inside = new Occupancy(1, stage);
    this.stage = stage;
  }

  void add(Object task) throws InterruptedException {
    int before = value;
    stage.say(task, "enters");
    Stage.Doing holding = stage.does(task, "holds the lock");
    try {
      inside.enter();
      value = before + 1;
    } finally {
      holding.end();
      stage.say(task, "leaves");
      inside.leave();
    }
  }

  int value() {
    return value;
  }

  /** The most threads that were inside at the same time. */
  int peak() {
    return inside.peak();
  }
}
