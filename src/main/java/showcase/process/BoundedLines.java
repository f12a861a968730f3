package showcase.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines that cannot fill the memory: a line above the limit comes in pieces.
 *
 * <p>{@code BufferedReader.readLine} keeps a line however long it is, and a process that
 * has run wild may never end its line. It also hides whether the last line had an end,
 * which tells a whole answer from the half that a dying process left.
 */
final class BoundedLines {

  private final InputStream in;
  private final int maxBytes;

  BoundedLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * The next line with its {@code \n}, or a piece without; null at the end of the stream.
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
