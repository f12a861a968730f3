package showcase.recipe.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What it cost many virtual threads to sleep, each inside a lock of its own.
 *
 * <p>A virtual thread that waits leaves its carrier, a platform thread of which there are
 * as many as processors. Inside {@code synchronized} it could not before Java 24: it was
 * <i>pinned</i>, and the carrier slept with it (JEP 491). Then sleepers wait for
 * carriers, and the whole takes {@code sleepers × sleep / processors} instead of one
 * {@code sleep}.
 *
 * @param took wall time of all sleepers together
 * @param pinned how often one of them waited without leaving its carrier, by JFR's
 *     event {@code
 *     jdk.VirtualThreadPinned}
 */
public record Pinning(Duration took, long pinned) {
  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final String SLEEPER = "sleeper-";

  /** Each sleeper sleeps in a {@code synchronized} block. */
  public static Pinning inMonitors(int sleepers, Duration sleep)
      throws InterruptedException, IOException {
    return watch(sleepers, () -> sleepInMonitor(sleep));
  }

  /** Each sleeper sleeps while it holds a {@code ReentrantLock}. */
  public static Pinning inLocks(int sleepers, Duration sleep)
      throws InterruptedException, IOException {
    return watch(sleepers, () -> sleepInLock(sleep));
  }

  private static Void sleepInMonitor(Duration sleep) throws InterruptedException {
    synchronized (new Object()) {
      Thread.sleep(sleep);
    }
    return null;
  }

  private static Void sleepInLock(Duration sleep) throws InterruptedException {
    var lock = new ReentrantLock();
    lock.lock();
    try {
      Thread.sleep(sleep);
    } finally {
      lock.unlock();
    }
    return null;
  }

  private static Pinning watch(int sleepers, Callable<Void> sleep)
      throws InterruptedException, IOException {
    try (var recording = new Recording()) {
      recording.enable(PINNED).withThreshold(Duration.ZERO); // 20 ms unless told
      recording.start();
      long start = System.nanoTime();
      var named = Thread.ofVirtual().name(SLEEPER, 0).factory();
      try (var threads = Executors.newThreadPerTaskExecutor(named)) {
        for (int i = 0; i < sleepers; i++) {
          threads.submit(sleep);
        }
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted among the sleepers");
      }
      recording.stop();
      return new Pinning(took, pinnedIn(recording));
    }
  }

  private static long pinnedIn(Recording recording) throws IOException {
    Path file = Files.createTempFile("showcase", ".jfr");
    try {
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      return events.stream().filter(Pinning::isOfSleeper).count();
    } finally {
      Files.delete(file);
    }
  }

  /** A recording sees the whole JVM; the name tells whose event it is. */
  private static boolean isOfSleeper(RecordedEvent event) {
    return event.getEventType().getName().equals(PINNED)
        && event.getThread() != null
        && event.getThread().getJavaName().startsWith(SLEEPER);
  }
}
