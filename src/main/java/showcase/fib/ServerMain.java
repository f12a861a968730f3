package showcase.fib;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import showcase.Launcher;
import showcase.process.WorkerLoop;

/**
 * The main class of a fib server in a JVM of its own, for a comparison. It reads a kind of workers
 * from standard input and answers with the port. It ends as soon as its parent ends.
 */
public final class ServerMain implements WorkerLoop.Tasks {

  private ServerMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args not used
   */
  public static void main(String[] args) throws Exception {
    WorkerLoop.serve(new ServerMain());
  }

  @Override
  public String answer(String workers) throws Exception {
    var kind = Workers.Kind.valueOf(workers.toUpperCase(Locale.ROOT));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      var server =
          FibServer.start(
              address, FibServer.Edition.VIRTUAL, kind, Limits.DEFAULTS, System.err::println);
      return "ok " + server.port();
    } catch (UnsupportedClassVersionError e) {
      return "error needs " + Launcher.NEEDED;
    }
  }
}
