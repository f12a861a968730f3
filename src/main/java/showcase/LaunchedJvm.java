package showcase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** The JVM that the launcher starts in its own place: they end together. */
final class LaunchedJvm {
  /** Longer than the program takes to clean up, or its JVM to end after that. */
  private static final int PATIENCE_SECONDS = 30;

  private final ServerSocket listener; // null if there is no loopback interface
  private final int graceSeconds;
  private final int patienceSeconds;

  // Guarded by this: a signal may arrive at any moment, also while the process starts.
  private Process process;
  private boolean ending;

  /**
   * Listens for the JVM's {@link Lifeline} until this JVM ends.
   *
   * @throws IOException if there is no loopback interface
   */
  static LaunchedJvm listening(int graceSeconds) throws IOException {
    return listening(graceSeconds, PATIENCE_SECONDS);
  }

  /** With another patience, for tests. */
  static LaunchedJvm listening(int graceSeconds, int patienceSeconds) throws IOException {
    var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()),
          Lifeline.CONNECT_MILLIS);
      listener.accept().close(); // it can be reached
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    return new LaunchedJvm(listener, graceSeconds, patienceSeconds);
  }

  /** A JVM that will not notice if its launcher is killed. */
  static LaunchedJvm unconnected() {
    return new LaunchedJvm(null, 0, PATIENCE_SECONDS);
  }

  private LaunchedJvm(ServerSocket listener, int graceSeconds, int patienceSeconds) {
    this.listener = listener;
    this.graceSeconds = graceSeconds;
    this.patienceSeconds = patienceSeconds;
  }

  /** The port for the JVM's {@link Lifeline}, or 0. */
  int port() {
    return listener == null ? 0 : listener.getLocalPort();
  }

  /**
   * Runs a JVM until it ends.
   *
   * @return its exit code
   * @throws IOException if it cannot be started
   */
  int run(ProcessBuilder builder) throws IOException, InterruptedException {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-launched-jvm"));
    } catch (IllegalStateException e) {
      return 0; // a signal is ending this JVM, and decides the exit code
    }
    Process started;
    synchronized (this) {
      if (ending) {
        return 0;
      }
      process = builder.start();
      started = process;
    }
    return started.waitFor();
  }

  /**
   * Ends the process, too. Ctrl-C in a terminal has reached it already, but a signal sent to this
   * process alone has not: the process gets SIGTERM for it. A JVM that has not reached the program
   * yet is killed: it has nothing to clean up. One that has reached it gets the grace, and then the
   * usual time to clean up and to end. It is killed if it takes longer, for instance because it
   * was stopped by SIGSTOP.
   *
   * <p>A process that was stopped and ends with 0, as a server does, has this JVM end with 0, too.
   * Otherwise this JVM keeps its own exit code: 128 plus the signal's number.
   */
  void end() {
    Process started;
    synchronized (this) {
      ending = true;
      started = process;
    }
    if (started == null || !started.isAlive()) {
      return;
    }
    Socket lifeline = null;
    if (listener != null) {
      lifeline = accept();
      if (lifeline == null) {
        started.destroyForcibly();
        return;
      }
    }
    started.destroy();
    awaitEndOf(lifeline);
    try {
      if (!started.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        started.destroyForcibly();
      } else if (started.exitValue() == 0) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      started.destroyForcibly();
    }
  }

  /** Returns the connection of the JVM, or null if it has not connected. */
  private Socket accept() {
    try {
      listener.setSoTimeout(1);
      return listener.accept(); // stays open as long as this JVM
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns when the program has cleaned up or has ended, or when it has had enough time. */
  private void awaitEndOf(Socket lifeline) {
    try {
      if (lifeline != null) {
        lifeline.setSoTimeout((graceSeconds + patienceSeconds) * 1_000);
        lifeline.getInputStream().read(); // nothing is ever sent
      }
    } catch (IOException e) {
      // reset because the JVM has ended, or too late
    }
  }
}
