package showcase.fib;

import java.io.IOException;

/** An edition of the server: it decides how connections are scheduled. */
interface ServerLoop {

  /** Serves until the listener is closed and every connection has ended. */
  void run() throws IOException, InterruptedException;

  /** Closes connections that have taken too long. The watch thread calls this at each tick. */
  void tick(long now);

  /** Lets the connections answer what has arrived, and end. The listener is already closed. */
  void drain();

  /** Closes all connections immediately. */
  void closeAll();
}
