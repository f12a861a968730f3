package showcase.fib;

import java.io.IOException;

/** An edition of the server: how connections get their turns. */
interface ServerLoop {

  /** Serves until the listener is closed and every connection has ended. */
  void run() throws IOException, InterruptedException;

  /** Closes connections that have taken too long. The watch calls this, several times a second. */
  void tick(long now);

  /** Lets the connections answer what they have read, and end. The listener is closed. */
  void drain();

  /** Closes all connections at once. */
  void closeAll();
}
