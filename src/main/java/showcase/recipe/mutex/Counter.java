package showcase.recipe.mutex;

import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/**
 * A number without protection of its own. It is read, then other threads get the time to run, then
 * it is written: without exclusion an update is lost every time.
 */
final class Counter {
  private final Occupancy inside;
  private final Stage stage;
  private int value; // guarded by whatever the edition does

  Counter(Stage stage) {
    this.inside = new Occupancy(1, stage);
    this.stage = stage;
  }

  void add(Object task) throws InterruptedException {
    int before = value;
    stage.say(task, "enters");
    try {
      inside.enter();
      value = before + 1;
    } finally {
      stage.say(task, "leaves");
      inside.leave();
    }
  }

  int value() {
    return value;
  }

  /** The most threads that were inside at once. */
  int peak() {
    return inside.peak();
  }
}
