package showcase.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A read from the pipe of a process, for which a thread can wait until it is interrupted.
 *
 * <p>The read itself cannot be interrupted: it ends when no process has the pipe open for writing
 * any more. Usually the end of the process and of everything that it has started is enough, but
 * the pipe may also be open in a process that this JVM does not find or may not end. So a daemon
 * thread makes the read, and is abandoned if the caller is interrupted and the pipe stays open. It
 * ends when the pipe is closed.
 */
public final class InterruptibleRead {
  /** How long an interrupted caller waits for the processes to end: someone is ending them. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** What reads. */
  @FunctionalInterface
  public interface Read {
    /** Reads to the end of the pipe. */
    byte[] all() throws IOException;
  }

  private InterruptibleRead() {}

  /**
   * Reads in a daemon thread, and waits for it.
   *
   * @throws IOException if the read failed; its failure is the cause
   * @throws InterruptedException if the caller was interrupted. The read has ended by then, or it
   *     did not end within half a second and was abandoned.
   */
  public static byte[] of(Read read) throws IOException, InterruptedException {
    var bytes = new FutureTask<>(read::all);
    Thread reader = Thread.ofPlatform().daemon().name("pipe-reader").start(bytes);
    try {
      return bytes.get();
    } catch (ExecutionException e) {
      throw new IOException("cannot read from the pipe", e.getCause());
    } finally {
      reader.join(GRACE); // returns at once unless the caller was interrupted
    }
  }
}
