package showcase.fib;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes sure that the platform threads exist that virtual threads need: a carrier, the JDK's pollers
 * and its timer.
 *
 * <p>The JDK starts each of them when it is first needed. If the system refuses it then, a virtual
 * thread may wait forever, or the JVM may never again be able to block a virtual thread in a read.
 * So a server starts them before it serves, and does not let the last carrier end. Confined to the
 * watch thread.
 */
final class VirtualThreads {

  private static final int START_SECONDS = 10;

  // A carrier ends after 30 s without work. If there is none left and the system refuses another,
  // the scheduler does not try again, even when the system would no longer refuse it: it starts a
  // carrier when a queue gets its first task, and the tasks of the refused ones are still in the
  // queues.
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long lastUse = System.nanoTime();

  private VirtualThreads() {}

  /** Gives the carriers something to do every 10 s. */
  void tick(long now) {
    if (now - lastUse > IDLE_NANOS) {
      lastUse = now;
      try {
        Thread.startVirtualThread(() -> {});
      } catch (RejectedExecutionException e) {
        // out of memory: the scheduler's queue is full of work, so no carrier is idle
      }
    }
  }

  /**
   * Lets a virtual thread wait for a packet until a timeout, which needs all of these threads.
   *
   * @throws IOException if it fails or does not end within 10 s
   */
  static VirtualThreads start() throws IOException {
    var task =
        new FutureTask<Void>(() -> {
          waitForAPacket();
          return null;
        });
    try {
      Thread.startVirtualThread(task);
      task.get(START_SECONDS, TimeUnit.SECONDS);
      return new VirtualThreads();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    } catch (TimeoutException e) {
      throw new IOException("virtual threads do not run: the system refuses to create a thread", e);
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
