package showcase.recipe.semaphore;

import showcase.catalogue.Occupancy;
import showcase.catalogue.Stage;

/** The scarce resource. It counts its users, and gives one user too many the time to enter. */
final class Resource {
  private final Occupancy users;
  private final Stage stage;

  /**
   * @param limit how many users it should have at the same time
   */
  Resource(int limit, Stage stage) {
    this.users = new Occupancy(limit, stage);
    this.stage = stage;
  }

  /** Uses it; the first users stay until there are as many as the limit allows. */
  void use(Object user) throws InterruptedException {
    stage.say(user, "acquires");
    Stage.Doing holding = stage.does(user, "holds a permit");
    try {
      users.enter();
    } finally {
      holding.end();
      stage.say(user, "releases");
      users.leave();
    }
  }

  /** The most users it had at the same time. */
  int peak() {
    return users.peak();
  }

  /** How often it was used. */
  int uses() {
    return users.entered();
  }

  /** How many users it has now. */
  int users() {
    return users.inside();
  }
}
