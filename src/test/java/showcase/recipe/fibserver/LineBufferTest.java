package showcase.recipe.fibserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {

  /** The lines of a text that comes in pieces of some bytes. */
  private static List<String> lines(String text, int piece) throws IOException {
    var channel = new Pieces(text.getBytes(UTF_8), piece);
    var buffer = new LineBuffer();
    List<String> lines = new ArrayList<>();
    while (buffer.read(channel)) {
      for (String line = buffer.next(); line != null; line = buffer.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** A channel that gives so many bytes at once and no more. */
  private record Pieces(ReadableByteChannel all, int piece) implements ReadableByteChannel {
    Pieces(byte[] bytes, int piece) {
      this(Channels.newChannel(new ByteArrayInputStream(bytes)), piece);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      ByteBuffer part = target.slice(target.position(), Math.min(piece, target.remaining()));
      int count = all.read(part);
      target.position(target.position() + Math.max(0, count));
      return count;
    }

    @Override
    public boolean isOpen() {
      return all.isOpen();
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1024, 5000})
  void linesAreTheSameHoweverTheBytesCome(int piece) throws IOException {
    assertEquals(
        List.of("20", "10", "", "", "é…", "a\rb"),
        lines("20\n10\r\n\n\r\né…\na\rb\nno line", piece));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 80, 81, 82, 1024})
  void aLineIsCutAboveTheLimit(int piece) throws IOException {
    String full = "x".repeat(LineBuffer.LONGEST);
    assertEquals(
        List.of(full, full, full + "…", full + "…", full + "…", full + "…", "5"),
        lines(
            full
                + "\n"
                + full
                + "\r\n"
                + full
                + "y\n"
                + full
                + "y\r\n"
                + full
                + "\r\r\n"
                + "x".repeat(5000)
                + "\n5\n",
            piece));
  }

  @Test
  void nothingIsReadBeforeItIsAskedFor() throws IOException {
    var buffer = new LineBuffer();
    assertNull(buffer.next());
    assertFalse(buffer.read(Channels.newChannel(new ByteArrayInputStream(new byte[0]))));
    assertNull(buffer.next());
  }
}
