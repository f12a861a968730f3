package showcase.recipe.fibserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Cuts the bytes of a channel into lines, and keeps a line's beginning until its
 * end comes.
 *
 * <p>{@code BufferedReader.readLine} does this for a blocking stream only, keeps a
 * line of any length, and takes an unfinished last line for a line. Here a line of
 * more than {@value #LONGEST} bytes is cut to that length and marked with {@code …}
 * at its end, so a client that never ends its line costs no memory. For one thread
 * at a time.
 */
public final class LineBuffer {
  /** How many bytes of a line are kept, its end not counted. */
  public static final int LONGEST = 80;

  private final ByteBuffer received = ByteBuffer.allocate(1024).flip();
  private final byte[] line = new byte[LONGEST + 1]; // and a carriage return
  private int length;
  private boolean cut;

  /**
   * Reads once from the channel. To be called when {@link #next} has returned null.
   *
   * @return false if the channel has ended
   */
  public boolean read(ReadableByteChannel channel) throws IOException {
    received.clear();
    int count = channel.read(received);
    received.flip();
    return count >= 0;
  }

  /** The next whole line, without its end; null if more has to be read first. */
  public String next() {
    while (received.hasRemaining()) {
      byte b = received.get();
      if (b == '\n') {
        return take();
      }
      if (length < line.length) {
        line[length++] = b;
      } else {
        cut = true;
      }
    }
    return null;
  }

  private String take() {
    boolean carriageReturn = !cut && length > 0 && line[length - 1] == '\r';
    int end = carriageReturn ? length - 1 : length;
    String text = new String(line, 0, Math.min(end, LONGEST), UTF_8);
    boolean whole = !cut && end <= LONGEST;
    length = 0;
    cut = false;
    return whole ? text : text + "…";
  }
}
