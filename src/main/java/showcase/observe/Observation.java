package showcase.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import showcase.process.Reason;
import showcase.process.TemporaryFolder;

/**
 * What the JVM observed about a piece of work. The work itself contains no code for this.
 *
 * @param took the wall-clock time
 * @param threads the threads started meanwhile, as counted by JFR; {@code jdk.VirtualThreadStart}
 *     is off by default and is enabled here
 */
public record Observation(Duration took, ThreadCount threads) {
  private static final String PLATFORM_START = "jdk.ThreadStart";
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final String VIRTUAL_START = "jdk.VirtualThreadStart";

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
      recording.enable(PLATFORM_START).withoutStackTrace();
      recording.enable(VIRTUAL_START).withoutStackTrace();
      control(() -> {
        recording.start();
        return null;
      });
      long start = System.nanoTime();
      work.run();
      var took = Duration.ofNanos(System.nanoTime() - start);
      return control(() -> {
        recording.stop();
        return new Observation(took, threadsIn(recording, own));
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

  private static ThreadCount threadsIn(Recording recording, Set<Long> own) throws IOException {
    Path file = Files.createTempFile(TemporaryFolder.path(), "observed", ".jfr");
    try {
      recording.dump(file);
      long platform = 0;
      long virtual = 0;
      try (var events = new RecordingFile(file)) {
        while (events.hasMoreEvents()) {
          RecordedEvent event = events.readEvent();
          switch (event.getEventType().getName()) {
            case VIRTUAL_START -> virtual++;
            case PLATFORM_START -> platform += counts(event.getThread("thread"), own) ? 1 : 0;
            default -> {}
          }
        }
      }
      return new ThreadCount(platform, virtual);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean counts(RecordedThread thread, Set<Long> own) {
    var group = thread.getThreadGroup();
    String name = Objects.toString(thread.getJavaName(), "");
    return group != null
        && OwnThreads.isOwn(group.getName(), name)
        && !own.contains(thread.getJavaThreadId());
  }
}
