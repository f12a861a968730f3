package showcase.recipe.shellcommand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipeReaderTest {

  @Test
  void keepsTheHeadAndSumsAll() throws Exception {
    var bytes = new byte[1_000_003];
    new Random(1).nextBytes(bytes);
    var sum = new CRC32();
    sum.update(bytes);

    var reader = PipeReader.start("test", new ByteArrayInputStream(bytes));
    reader.awaitEnd();

    assertEquals(bytes.length, reader.soFar().bytes());
    assertEquals(sum.getValue(), reader.soFar().crc32());
    assertArrayEquals(Arrays.copyOf(bytes, 1 << 16), reader.soFar().head());
  }

  @Test
  void anEmptyPipeIsNoError() throws Exception {
    var reader = PipeReader.start("test", new ByteArrayInputStream(new byte[0]));
    reader.awaitEnd();
    assertEquals(0, reader.soFar().bytes());
  }

  @Test
  void whoWaitsForAnOpenPipeMayGiveUp() throws Exception {
    var in = new PipedInputStream();
    var out = new PipedOutputStream(in);
    var reader = PipeReader.start("test", in);
    assertFalse(reader.awaitEnd(Duration.ofMillis(20)));

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, reader::awaitEnd);

    out.write(7);
    out.close();
    assertTrue(reader.awaitEnd(Duration.ofSeconds(30)));
    assertArrayEquals(new byte[] {7}, reader.soFar().head());
  }
}
