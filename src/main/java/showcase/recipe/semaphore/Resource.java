package showcase.recipe.semaphore;

import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/** The scarce resource. It sees what uses it, and gives one user too many the time to come. */
final class Resource {
  private final Occupancy users;
  private final Stage stage;

  /**
   * @param limit how many users it should have at once
   */
  Resource(int limit, Stage stage) {
    this.users = new Occupancy(limit, stage);
    this.stage = stage;
  }

  /** Uses it, until it has had as many users at once as it may have. */
  void use(Object user) throws InterruptedException {
    stage.say(user, "acquires");
    try {
      users.enter();
    } finally {
      stage.say(user, "releases");
      users.leave();
    }
  }

  /** The most users it had at once. */
  int peak() {
    return users.peak();
  }

  /** How often it was used. */
  int uses() {
    return users.entered();
  }

  /** How many use it now. */
  int users() {
    return users.inside();
  }
}
