package showcase.recipe.deadlock;

import java.util.concurrent.Callable;

/** A task without a result. It ends when its thread is interrupted. */
@FunctionalInterface
public interface Task extends Callable<Void> {

  void run() throws InterruptedException;

  @Override
  default Void call() throws InterruptedException {
    run();
    return null;
  }
}
