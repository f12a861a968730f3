package showcase.recipe.pinning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import showcase.process.TemporaryFolder;

/**
 * Which threads slept while they were pinned, from JFR's event {@code jdk.VirtualThreadPinned}. By
 * default JFR records it from 20 ms on; here it records every one.
 */
final class PinnedThreads {
  private static final String EVENT = "jdk.VirtualThreadPinned";

  /** The calls during which JFR records. */
  @FunctionalInterface
  interface Calls {
    void make() throws Exception;
  }

  private PinnedThreads() {}

  /**
   * Returns the ids of the threads that were pinned during these calls in a {@code Thread.sleep}
   * that this class, or one nested in it, has called. Pinning elsewhere does not count, even if it
   * is below one of their methods: there a class may be loaded, for example.
   */
  static Set<Long> inSleepOf(Class<?> type, Calls calls) throws Exception {
    try (var recording = new Recording()) {
      recording.enable(EVENT).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      calls.make();
      recording.stop();
      return read(recording, type.getName());
    }
  }

  private static Set<Long> read(Recording recording, String type) throws IOException {
    Path file = Files.createTempFile(TemporaryFolder.path(), "pinned", ".jfr");
    try {
      recording.dump(file);
      Set<Long> ids = new HashSet<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals(EVENT) && isInSleepOf(type, event)) {
          ids.add(event.getThread().getJavaThreadId());
        }
      }
      return ids;
    } finally {
      Files.delete(file);
    }
  }

  /** Whether the frame that this class has called directly is that of {@code Thread.sleep}. */
  private static boolean isInSleepOf(String type, RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return false;
    }
    RecordedMethod called = null; // the frames come from the innermost outwards
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      RecordedMethod method = frame.getMethod();
      if (method.getType().getName().startsWith(type)) {
        return called != null
            && called.getName().equals("sleep")
            && called.getType().getName().equals(Thread.class.getName());
      }
      called = method;
    }
    return false;
  }
}
