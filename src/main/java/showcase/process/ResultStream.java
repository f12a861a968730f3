package showcase.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream on which a program that {@link JavaCommand} has started writes its results.
 *
 * <p>Standard output is not fit for that: the JVM writes there, too, for instance the lines of
 * {@code -Xlog:gc}, its warnings, and a thread dump after {@code kill -3}, and so does native code.
 * So where the system can open a descriptor by its number, the results have a descriptor of their
 * own, and whatever goes to standard output ends in standard error.
 */
public final class ResultStream {

  /** The system property that names the file to open; without it, results are on stdout. */
  static final String PROPERTY = "showcase.results";

  /** The descriptor that {@link JavaCommand} sets up. */
  static final String FILE = "/dev/fd/3";

  private ResultStream() {}

  /** Opens the stream, which is not buffered. */
  public static OutputStream open() throws IOException {
    String file = System.getProperty(PROPERTY);
    return file == null ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(file);
  }
}
