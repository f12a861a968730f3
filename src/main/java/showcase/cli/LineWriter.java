package showcase.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes lines in a thread of its own, so that whoever has something to say never waits for whoever
 * reads it: a full pipe that nobody reads, or a stopped terminal. Lines that do not fit into the
 * queue are dropped and counted.
 */
final class LineWriter implements Consumer<String>, AutoCloseable {

  private static final int MOST_WAITING = 1_000;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final Queue<String> waiting = new ArrayDeque<>(MOST_WAITING);
  private long dropped; // since the queue was full
  private boolean closed;
  private volatile boolean ranOutOfMemory;
  private final Thread writer = Thread.ofPlatform().daemon().name("lines").unstarted(this::write);

  /**
   * Starts the thread.
   *
   * @throws OutOfMemoryError if the system refuses a thread
   */
  LineWriter(PrintWriter out) {
    this.out = out;
    writer.start();
  }

  /** Adds a line. Never waits. */
  @Override
  public synchronized void accept(String line) {
    // Once a line is dropped, so are all others, until the queue is empty: so it is clear where.
    if (dropped == 0 && waiting.size() < MOST_WAITING) {
      waiting.add(line);
    } else {
      dropped++;
    }
    notifyAll();
  }

  private void write() {
    String line = null; // taken, and not yet written
    boolean more = true;
    try {
      while (more) {
        try {
          line = line == null ? next() : line;
          more = line != null;
          if (more) {
            out.println(line);
            out.flush();
            line = null;
          }
        } catch (OutOfMemoryError e) {
          ranOutOfMemory = true;
          LockSupport.parkNanos(REST_NANOS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does this
    }
  }

  private synchronized String next() throws InterruptedException {
    while (waiting.isEmpty() && dropped == 0 && !closed) {
      wait();
    }
    if (!waiting.isEmpty() || dropped == 0) {
      return waiting.poll();
    }
    String count = "showcase: %d lines dropped".formatted(dropped);
    dropped = 0;
    return count;
  }

  /** Waits up to one second until everything is written. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = Thread.interrupted(); // also after Ctrl-C, the last lines count
    try {
      writer.join(PATIENCE);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether there was no memory to write a line; it may have been written later. */
  boolean ranOutOfMemory() {
    return ranOutOfMemory;
  }

  /** Returns whether it has been closed, and nobody has read all that was written. */
  boolean isStuck() {
    return writer.isAlive();
  }
}
