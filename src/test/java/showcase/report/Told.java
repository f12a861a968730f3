package showcase.report;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;

/** Content whose runs do what a test tells them to. */
final class Told implements LiveServer.Content {
  static final String PAGE = "<!doctype html><title>t</title><script>let a = 1;</script>";

  /** What a run does. */
  interface Work {
    String run(Arguments arguments) throws InterruptedException;
  }

  final CountDownLatch started = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  private final Work work;

  Told(Work work) {
    this.work = work;
  }

  /** A run that says which parameters it got. */
  static Told says() {
    return new Told(
        in -> "<div class=\"happened\">%s %s</div>".formatted(in.values().values(), in.words()));
  }

  /** A run that ends only when it is interrupted. */
  static Told waits() {
    return new Told(in -> {
      new CountDownLatch(1).await();
      return "never";
    });
  }

  @Override
  public List<Recipe<?>> recipes() {
    return List.of(recipe("semaphore"), recipe("shell-command"));
  }

  private static Recipe<?> recipe(String name) {
    Optional<Recipe<?>> recipe = Catalogue.find(name);
    return recipe.orElseThrow();
  }

  @Override
  public String page() {
    return PAGE;
  }

  @Override
  public void prepare() {}

  @Override
  public String run(Recipe<?> recipe, Arguments arguments) throws InterruptedException {
    started.countDown();
    try {
      return work.run(arguments);
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }
}
