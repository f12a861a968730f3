package showcase.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import showcase.process.Reason;
import showcase.process.TemporaryFolder;

/**
 * What the JVM observed about a piece of work. The work itself contains no code for this.
 *
 * @param took the wall-clock time
 * @param threads the threads started meanwhile, as counted by JFR; {@code jdk.VirtualThreadStart}
 *     is off by default and is enabled here
 * @param lives the same threads and those that were to be ignored, in the order of their starts
 */
public record Observation(Duration took, ThreadCount threads, List<ThreadLife> lives) {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final List<String> EVENTS =
      List.of("jdk.ThreadStart", "jdk.ThreadEnd", "jdk.VirtualThreadStart", "jdk.VirtualThreadEnd");

  private static final ExecutorService CONTROL =
      Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "jfr-control");
        thread.setDaemon(true);
        return thread;
      });

  /** The work to be observed. */
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  /**
   * Runs the work in the calling thread and watches it.
   *
   * @param own ids of threads to ignore; more may be added while the work runs
   * @throws InterruptedException if the work throws it
   * @throws IOException if JFR's recording could not be stored in the temporary folder
   */
  public static Observation of(Work work, Set<Long> own) throws InterruptedException, IOException {
    startJfr();
    var recording = new Recording();
    try {
      EVENTS.forEach(event -> recording.enable(event).withoutStackTrace());
      control(() -> {
        recording.start();
        return null;
      });
      long start = System.nanoTime();
      work.run();
      var took = Duration.ofNanos(System.nanoTime() - start);
      return control(() -> {
        recording.stop();
        List<ThreadLife> lives = livesIn(recording, own);
        return new Observation(took, count(lives, own), lives);
      });
    } finally {
      CONTROL.execute(recording::close);
    }
  }

  /**
   * Does this with a recording, unless the caller is interrupted. While the JVM shuts down, JFR ends
   * its own thread, and a recording that is started then waits for it in native code, for ever.
   */
  private static <T> T control(Callable<T> step) throws InterruptedException, IOException {
    try {
      return CONTROL.submit(step).get();
    } catch (ExecutionException e) {
      throw new IOException("cannot observe the run: " + Reason.of(e.getCause()), e.getCause());
    }
  }

  /**
   * Lets JFR put its files into the temporary folder of this JVM, which is emptied even if the JVM
   * is killed. When it is first used, it looks up the system's, and keeps that.
   */
  private static void startJfr() throws IOException {
    if (FlightRecorder.isInitialized()) {
      return;
    }
    String own = TemporaryFolder.path().toString();
    String usual = System.setProperty(TEMPORARY, own);
    try {
      FlightRecorder.getFlightRecorder();
    } catch (IllegalStateException e) {
      throw new IOException("cannot observe the run: " + e.getMessage(), e);
    } finally {
      System.setProperty(TEMPORARY, usual);
    }
  }

  /**
   * Makes the JVM create what it creates on first use and then keeps: JFR's own threads, and the
   * pollers of virtual threads with their descriptors. Without this, the first run would seem to
   * leave them behind.
   */
  public static void warmUp() throws InterruptedException, IOException {
    Thread echo = Thread.startVirtualThread(Observation::useSocket);
    echo.join();
    of(() -> {}, Set.of());
  }

  private static void useSocket() {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept()) {
      accepted.getOutputStream().write(1);
      client.getInputStream().read();
    } catch (IOException e) {
      // without a loopback device, there are no pollers to warm up either
    }
  }

  private static List<ThreadLife> livesIn(Recording recording, Set<Long> own) throws IOException {
    Path file = Files.createTempFile(TemporaryFolder.path(), "observed", ".jfr");
    try {
      recording.dump(file);
      var lives = new Lives(own);
      try (var events = new RecordingFile(file)) {
        while (events.hasMoreEvents()) {
          lives.add(events.readEvent());
        }
      }
      return lives.inOrder();
    } finally {
      Files.delete(file);
    }
  }

  private static ThreadCount count(List<ThreadLife> lives, Set<Long> own) {
    List<SeenThread> counted =
        lives.stream().map(ThreadLife::thread).filter(one -> !own.contains(one.id())).toList();
    long virtual = counted.stream().filter(SeenThread::virtual).count();
    return new ThreadCount(counted.size() - virtual, virtual);
  }
}
