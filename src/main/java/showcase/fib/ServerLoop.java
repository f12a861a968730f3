package showcase.fib;

import java.io.IOException;

/** An edition of the server: it decides how connections are scheduled. */
interface ServerLoop {

  /** Serves until the listener is closed and every connection has ended. */
  void run() throws IOException, InterruptedException;

  /** Does what is to be done regularly. The watch thread calls this every 50 ms. */
  default void tick() {}

  /**
   * Closes connections that have taken too long. Called by the watch thread.
   *
   * @param now the current time, as a value of {@link System#nanoTime}
   */
  void closeOverdue(long now);

  /** Lets the connections answer what has arrived, and end. The listener is already closed. */
  void drain();

  /** Closes all connections immediately. */
  void closeAll();
}
