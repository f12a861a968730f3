package showcase.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows on stderr what is running, at least once a second. On a terminal, it overwrites a single
 * line; elsewhere, it prints a line each second while a step runs.
 */
final class Progress implements AutoCloseable {
  private static final String BACK_AND_ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal = Ansi.AUTO.enabled();
  private final ReentrantLock lock = new ReentrantLock();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
      });
  private String what; // guarded by lock; null while there is nothing to show
  private long since; // guarded by lock

  Progress(PrintWriter err) {
    this.err = err;
    ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** Sets and shows what is running now. */
  void at(String step) {
    lock.lock();
    try {
      what = step;
      since = System.nanoTime();
      if (terminal) {
        err.print(BACK_AND_ERASE + "… " + step);
        err.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Clears the line, so that results can be printed. */
  void pause() {
    lock.lock();
    try {
      what = null;
      if (terminal) {
        err.print(BACK_AND_ERASE);
        err.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  private void tick() {
    lock.lock();
    try {
      if (what != null) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        String line = "… %s, %d s".formatted(what, seconds);
        err.print(terminal ? BACK_AND_ERASE + line : line + System.lineSeparator());
        err.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    pause();
  }
}
