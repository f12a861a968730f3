package showcase.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The end of a JVM that has no memory or no threads for a normal exit. */
final class Halt {
  private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);
  private static final byte[] LAST_WORDS =
      "showcase: out of memory or threads: the program ends\n".getBytes(StandardCharsets.UTF_8);

  private Halt() {}

  /** Loads this class, for which there may be no memory later. */
  static void prepare() {
    // its static fields are set now
  }

  /** Says why the JVM ends where there may be no memory to make a line. */
  static void sayLastWords() {
    try {
      STDERR.write(LAST_WORDS);
    } catch (IOException | OutOfMemoryError e) {
      // then the exit code must do
    }
  }

  /** Ends the JVM without hooks. Out of memory, even this may fail, at first. */
  static void now(int code) {
    while (true) {
      try {
        Runtime.getRuntime().halt(code);
      } catch (OutOfMemoryError e) {
        Thread.onSpinWait();
      }
    }
  }
}
