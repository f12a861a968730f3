package showcase.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines without filling the memory: a line above the limit is returned in pieces.
 *
 * <p>{@code BufferedReader.readLine} buffers a line however long it is, and a faulty
 * process may never end its line. It also hides whether the last line was terminated,
 * which distinguishes a complete answer from the part that a dying process wrote.
 */
final class BoundedLines {

  private final InputStream in;
  private final int maxBytes;

  BoundedLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the next line with its {@code \n}, or a piece of a line without one, or null at
   * the end of the stream.
   */
  String next() throws IOException {
    var line = new ByteArrayOutputStream();
    int b = 0;
    while (b != '\n' && line.size() < maxBytes && (b = in.read()) >= 0) {
      line.write(b);
    }
    return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
  }
}
