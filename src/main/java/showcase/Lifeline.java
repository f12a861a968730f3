package showcase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * How a JVM notices the end of the launcher that started it, however that ended, and even if
 * nothing collects its exit code: by a connection on the loopback interface, from which it reads.
 * Nothing is ever sent, and the system closes or resets the connection when the launcher ends.
 *
 * <p>The JVM connects when it starts, so later it needs no descriptor to look for its launcher.
 * {@link LaunchedJvm} has the launcher's side.
 *
 * <p>Compiled for Java 11, like the launcher.
 */
public final class Lifeline {
  /** The system property with the port on which a JVM's launcher listens. */
  static final String PROPERTY = "showcase.launched-by";

  /** On the loopback interface, only a firewall that drops packets lets a connection wait. */
  static final int CONNECT_MILLIS = 10_000;

  private final Socket socket; // null without a launcher
  private final Runnable whenLauncherEnds;
  private volatile boolean broken;
  private volatile boolean released;

  private Lifeline(Socket socket, Runnable whenLauncherEnds) {
    this.socket = socket;
    this.whenLauncherEnds = whenLauncherEnds;
  }

  /** Whether a launcher started this JVM. */
  static boolean wasLaunched() {
    return System.getProperty(PROPERTY) != null;
  }

  /**
   * Waits for the end of this JVM's launcher in a thread of its own, if a launcher started it.
   *
   * @param whenLauncherEnds runs in that thread
   * @throws OutOfMemoryError if the system refuses the thread
   */
  public static Lifeline toLauncher(Runnable whenLauncherEnds) {
    int port = Integer.getInteger(PROPERTY, 0);
    Socket socket = null;
    boolean broken = false;
    if (port > 0) {
      try {
        socket = new Socket();
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      } catch (IOException e) {
        socket = null; // it is closed
        broken = true; // the launcher has ended already
      }
    }
    var lifeline = new Lifeline(socket, whenLauncherEnds);
    if (socket != null || broken) {
      var thread = new Thread(lifeline::await, "end-of-launcher");
      thread.setDaemon(true);
      thread.start();
    }
    return lifeline;
  }

  private void await() {
    try {
      while (socket != null && socket.getInputStream().read() >= 0) {
        // the launcher never writes
      }
    } catch (IOException e) {
      // reset when the launcher ended, or closed by release()
    }
    if (!released) {
      broken = true;
      whenLauncherEnds.run();
    }
  }

  /** Whether the launcher has ended. */
  public boolean isBroken() {
    return broken;
  }

  /**
   * Stops waiting, because this JVM is about to end: it would wait 300 ms for a thread that is
   * still in a read.
   */
  public void release() {
    released = true;
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // it is closed anyway
    }
  }
}
