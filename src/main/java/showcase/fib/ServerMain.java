package showcase.fib;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import showcase.Launcher;
import showcase.process.WorkerLoop;

/**
 * The main class of a fib server in a JVM of its own, for a comparison. It reads an edition and a
 * kind of workers from standard input, such as {@code virtual-poller/process}, and answers with the
 * port. It ends as soon as its parent ends.
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
  public String answer(String asked) throws Exception {
    String[] names = asked.toUpperCase(Locale.ROOT).replace('-', '_').split("/");
    var edition = FibServer.Edition.valueOf(names[0]);
    var kind = Workers.Kind.valueOf(names[1]);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      var server = FibServer.start(address, edition, kind, Limits.DEFAULTS, System.err::println);
      return "ok " + server.port();
    } catch (UnsupportedClassVersionError e) {
      return "error needs " + Launcher.NEEDED;
    }
  }
}
