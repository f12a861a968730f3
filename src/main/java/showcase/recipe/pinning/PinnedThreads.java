package showcase.recipe.pinning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import showcase.process.TemporaryFolder;

/**
 * Which threads waited in a method while they were pinned, from JFR's event {@code
 * jdk.VirtualThreadPinned}. By default JFR records it from 20 ms on; here it records every one.
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
   * Returns the ids of the threads that were pinned during these calls in a method of this class or
   * of one nested in it. Pinning elsewhere, as in class loading, does not count.
   */
  static Set<Long> in(Class<?> type, Calls calls) throws Exception {
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
        if (event.getEventType().getName().equals(EVENT) && isIn(event, type)) {
          ids.add(event.getThread().getJavaThreadId());
        }
      }
      return ids;
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isIn(RecordedEvent event, String type) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .anyMatch(frame -> frame.getMethod().getType().getName().startsWith(type));
  }
}
