package showcase.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import showcase.fib.ServerMain;
import showcase.process.JavaCommand;
import showcase.process.TaskException;
import showcase.process.Worker;
import showcase.process.WorkerException;

/** A fib server on loopback in a JVM of its own, which ends when this object is closed. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final Worker jvm;
  private final InetSocketAddress address;

  private ServerProcess(Worker jvm, InetSocketAddress address) {
    this.jvm = jvm;
    this.address = address;
  }

  /**
   * Starts the JVM and waits until the server listens.
   *
   * @param server its edition and its kind of workers, such as {@code virtual/inline}
   * @throws TaskException if the server reported an error
   * @throws WorkerException if it did not start
   */
  static ServerProcess start(String server)
      throws IOException, InterruptedException, TaskException, WorkerException {
    var flags = List.of("--enable-preview"); // the server's scope is a preview API
    var command = JavaCommand.measured(ServerMain.class.getName(), flags);
    Worker jvm = Worker.start(command, line -> {});
    try {
      int port = Integer.parseInt(jvm.call(server, START));
      return new ServerProcess(jvm, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (InterruptedException | TaskException | WorkerException e) {
      jvm.close();
      throw e;
    }
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    jvm.close();
  }
}
