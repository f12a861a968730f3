package showcase.recipe.shellcommand;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * Reads a pipe to its end on a daemon thread of its own, however much comes: the first 64
 * KiB are kept, all bytes are counted and summed.
 *
 * <p>Nothing ends a read from a pipe but what comes out of it, neither an interrupt nor a
 * {@code close}. So nobody waits for the pipe, only for this thread, and may give up.
 */
public final class PipeReader {
  private static final int KEPT = 1 << 16;

  private final InputStream pipe;
  private final CountDownLatch end = new CountDownLatch(1);

  // Guarded by this.
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final CRC32 sum = new CRC32();
  private long bytes;

  /**
   * What a pipe gave so far.
   *
   * @param bytes how many came
   * @param crc32 the CRC-32 of all of them
   * @param head the first of them, up to 64 KiB
   */
  public record Output(long bytes, long crc32, byte[] head) {}

  private PipeReader(InputStream pipe) {
    this.pipe = pipe;
  }

  /**
   * Starts to read.
   *
   * @param name the thread's
   * @param pipe is left open at its end
   */
  public static PipeReader start(String name, InputStream pipe) {
    var reader = new PipeReader(pipe);
    var thread = new Thread(reader::read, name);
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  private void read() {
    var buffer = new byte[1 << 14];
    try {
      for (int n = pipe.read(buffer); n >= 0; n = pipe.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // closed by this side, once the process had ended: the pipe's end as well
    } finally {
      end.countDown();
    }
  }

  private synchronized void add(byte[] buffer, int n) {
    bytes += n;
    sum.update(buffer, 0, n);
    head.write(buffer, 0, Math.min(n, KEPT - head.size()));
  }

  /** Waits for the pipe's end: until nobody can write to it any more. */
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  /** Waits for the pipe's end, and says whether it came within the timeout. */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return end.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What has come so far; all of it, once the end was awaited. */
  public synchronized Output soFar() {
    return new Output(bytes, sum.getValue(), head.toByteArray());
  }
}
