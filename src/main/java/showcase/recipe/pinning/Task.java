package showcase.recipe.pinning;

/** A task without a result. It ends when its thread is interrupted. */
@FunctionalInterface
public interface Task {

  void run() throws InterruptedException;
}
