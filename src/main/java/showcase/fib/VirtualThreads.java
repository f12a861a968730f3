package showcase.fib;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts the platform threads that virtual threads need: a carrier, the JDK's pollers and its timer.
 *
 * <p>The JDK starts each of them when it is first needed. If the system refuses it then, a virtual
 * thread may wait forever, or the JVM may never again be able to block a virtual thread in a read.
 * So a server starts them before it serves.
 */
final class VirtualThreads {

  private static final int START_SECONDS = 10;

  private VirtualThreads() {}

  /**
   * Lets a virtual thread wait for a packet until a timeout, which needs all of these threads.
   *
   * @throws IOException if it fails or does not end within 10 s
   */
  static void prepare() throws IOException {
    var task =
        new FutureTask<Void>(() -> {
          waitForAPacket();
          return null;
        });
    try {
      Thread.startVirtualThread(task);
      task.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    } catch (TimeoutException e) {
      throw new IOException("virtual threads do not run: the system refuses the JVM a thread", e);
    } catch (ExecutionException e) {
      throw new IOException("virtual threads do not run: " + e.getCause().getMessage(), e);
    }
  }

  private static void waitForAPacket() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(1);
      socket.receive(new DatagramPacket(new byte[1], 1));
    } catch (SocketTimeoutException e) {
      // as expected: nobody knows of this socket
    }
  }
}
