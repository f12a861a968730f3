package showcase.recipe.fibserver;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Runs tasks in turn, and waits with a selector while none of them can go on. */
final class Scheduler implements AutoCloseable {
  private final Selector selector = Selector.open();
  private final Queue<Task> ready = new ArrayDeque<>();
  private final Set<Task> tasks = new HashSet<>();

  Scheduler() throws IOException {}

  /** Adds a task, which has its first turn later. */
  void add(Task.Code code) {
    var task = new Task(code);
    tasks.add(task);
    ready.add(task);
  }

  /**
   * Returns when all tasks have ended.
   *
   * @throws ExecutionException if one has failed
   */
  void run() throws IOException, InterruptedException, ExecutionException {
    while (!tasks.isEmpty()) {
      for (Task task = ready.poll(); task != null; task = ready.poll()) {
        Task.Wait wait = task.next();
        if (wait == null) {
          tasks.remove(task);
        } else {
          wait.channel().register(selector, wait.ops(), task);
        }
      }
      selector.select(); // an interrupt ends it, too
      if (Thread.interrupted()) {
        throw new InterruptedException("the scheduler was interrupted");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        ready.add((Task) key.attachment());
      }
      selector.selectedKeys().clear(); // the selector itself only adds to this set
    }
  }

  /** Ends the tasks, which close their channels. */
  @Override
  public void close() throws IOException {
    tasks.forEach(Task::close);
    selector.close();
  }
}
