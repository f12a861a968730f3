package showcase.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the JVM observed about a piece of work. The work itself contains no code for this.
 *
 * @param took the wall-clock time
 * @param threads the threads started meanwhile, as counted by JFR; {@code jdk.VirtualThreadStart}
 *     is off by default and is enabled here
 * @param left what the work left behind
 * @param failure what the work threw, if anything
 */
public record Observation(
    Duration took, ThreadCount threads, Footprint.Left left, Optional<Throwable> failure) {
  private static final String PLATFORM_START = "jdk.ThreadStart";
  private static final String VIRTUAL_START = "jdk.VirtualThreadStart";

  /** How long threads, processes and descriptors may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The work to be observed. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Runs the work in the calling thread and watches it.
   *
   * @throws InterruptedException if the caller was interrupted after the work had ended
   * @throws IOException if JFR's recording could not be stored in the temporary folder
   */
  public static Observation of(Work work) throws InterruptedException, IOException {
    Footprint before = Footprint.now();
    Duration took;
    ThreadCount threads;
    Optional<Throwable> failure = Optional.empty();
    try (Recording recording = new Recording()) {
      recording.enable(PLATFORM_START).withoutStackTrace();
      recording.enable(VIRTUAL_START).withoutStackTrace();
      recording.start();
      long start = System.nanoTime();
      try {
        work.run();
      } catch (Exception | Error e) {
        failure = Optional.of(e);
      }
      took = Duration.ofNanos(System.nanoTime() - start);
      recording.stop();
      threads = threadsIn(recording);
    }
    // The interrupt was meant for the work, which has ended; it must not disturb what follows.
    Thread.interrupted();
    return new Observation(took, threads, before.leftAfter(PATIENCE), failure);
  }

  /** Returns the same observation, with another reason for the failure. */
  public Observation failedWith(Throwable reason) {
    return new Observation(took, threads, left, Optional.of(reason));
  }

  /** Returns the observation of work that does not end: one thread left, and nothing counted. */
  public static Observation stuck(Duration after, Throwable reason) {
    var left = new Footprint.Left(1, 0, 0);
    return new Observation(after, new ThreadCount(0, 0), left, Optional.of(reason));
  }

  /**
   * Makes the JVM create what it creates on first use and then keeps: JFR's own threads, and the
   * pollers of virtual threads with their descriptors. Without this, the first run would seem to
   * leave them behind.
   */
  public static void warmUp() throws InterruptedException, IOException {
    Thread echo = Thread.startVirtualThread(Observation::useSocket);
    echo.join();
    of(() -> {});
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

  private static ThreadCount threadsIn(Recording recording) throws IOException {
    Path file = Files.createTempFile("showcase", ".jfr");
    try {
      recording.dump(file);
      long platform = 0;
      long virtual = 0;
      try (var events = new RecordingFile(file)) {
        while (events.hasMoreEvents()) {
          RecordedEvent event = events.readEvent();
          switch (event.getEventType().getName()) {
            case VIRTUAL_START -> virtual++;
            case PLATFORM_START -> platform += isOwn(event.getThread("thread")) ? 1 : 0;
            default -> {}
          }
        }
      }
      return new ThreadCount(platform, virtual);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isOwn(RecordedThread thread) {
    var group = thread.getThreadGroup();
    String name = Objects.toString(thread.getJavaName(), "");
    return group != null && OwnThreads.isOwn(group.getName(), name);
  }
}
