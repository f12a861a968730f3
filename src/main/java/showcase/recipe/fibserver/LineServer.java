package showcase.recipe.fibserver;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * Serves clients that send requests as lines and get a line for each, in order.
 *
 * <p>A line ends with a line feed, and a carriage return before it belongs to that
 * end. Bytes after the last line feed are ignored. See {@link LineBuffer} for lines
 * that are too long.
 */
interface LineServer {

  /**
   * Answers what the clients ask. A server with several threads calls it for several
   * clients at once.
   */
  interface Handler {

    /**
     * Answers a request. A handler that throws anything else ends its own
     * connection and no other; the failure goes to the thread's uncaught-exception
     * handler.
     *
     * @param request a line without its end
     * @return a line without its end
     * @throws InterruptedException if the server is being stopped
     */
    String answer(String request) throws InterruptedException;
  }

  /**
   * Serves until the calling thread is interrupted. When this returns, the listener
   * and all connections are closed, and every thread that it started has ended.
   *
   * @param listener a bound channel in blocking mode; port 0 binds it to any free
   *     port
   * @throws InterruptedException always, unless the listener fails
   * @throws IOException if the listener fails, for example because no descriptor is
   *     free
   */
  void serve(ServerSocketChannel listener, Handler handler)
      throws IOException, InterruptedException;
}
