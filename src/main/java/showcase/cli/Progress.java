package showcase.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import showcase.text.Visible;

/**
 * Shows on stderr what is running. A terminal has a single line for it, which is written over each
 * second; elsewhere, a line is printed for every ten seconds of a step.
 */
final class Progress implements AutoCloseable {
  private static final int SECONDS_WITHOUT_A_TERMINAL = 10;

  // The cursor rests at the start of the line: if the terminal is made narrower and folds the line,
  // erasing from the cursor to the end of the screen still erases all of it.
  private static final String ERASE = "\r\u001b[J";
  private static final String NO_WRAP = "\u001b[?7l"; // for a terminal that was made narrower
  private static final String WRAP = "\u001b[?7h";

  private final Output err;
  private final int columns; // 0 where lines cannot be written over
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
    this.err = Output.of(err);
    Screen screen = this.err.screen();
    columns = screen.moves() ? screen.width().getAsInt() : 0;
    int seconds = screen.terminal() ? 1 : SECONDS_WITHOUT_A_TERMINAL;
    ticker.scheduleAtFixedRate(this::tick, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Sets and shows what is running now. */
  void at(String step) {
    lock.lock();
    try {
      what = step;
      since = System.nanoTime();
      if (columns > 0) {
        show("… " + step);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Clears the line, so that results can be printed. */
  void pause() {
    lock.lock();
    try {
      if (columns > 0 && what != null) {
        err.styled().print(ERASE);
        err.flush();
      }
      what = null;
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
        if (columns > 0) {
          show(line);
        } else {
          err.println(line);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void show(String line) {
    String cut = Cells.cut(Visible.of(line), columns - 1);
    err.styled().print(ERASE + NO_WRAP + cut + WRAP + "\r");
    err.flush();
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    pause();
  }
}
