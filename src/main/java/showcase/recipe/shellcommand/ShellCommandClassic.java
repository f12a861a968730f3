package showcase.recipe.shellcommand;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import showcase.process.HeldCommand;
import showcase.process.ProcessTree;

/**
 * Two threads read the pipes while the caller waits for the exit.
 *
 * <p>Prefer {@code redirectOutput(file)} for a large output: it needs no thread. If
 * the two streams may be mixed and no timeout is needed, prefer {@code
 * redirectErrorStream(true)}: the caller itself can read the one remaining pipe.
 */
final class ShellCommandClassic implements ShellCommand {

  @Override
  public CommandResult run(List<String> command, Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + NANOSECONDS.convert(timeout);
    List<Thread> readers = new ArrayList<>();
    try (var tree = new ProcessTree()) {
      Process process = tree.start(HeldCommand.of(command));
      // Read both pipes while the command runs: if one is full, the command waits.
      var begun = new CountDownLatch(2);
      var stdout = read(process.getInputStream(), begun, readers);
      var stderr = read(process.getErrorStream(), begun, readers);
      begun.await();
      process.getOutputStream().close(); // it has no input, and begins now
      if (!process.waitFor(deadline - System.nanoTime(), NANOSECONDS)) {
        throw new TimeoutException();
      }
      // Three waits, one after the other, share the deadline.
      byte[] out = stdout.get(deadline - System.nanoTime(), NANOSECONDS);
      byte[] err = stderr.get(deadline - System.nanoTime(), NANOSECONDS);
      int left = tree.end(Duration.ZERO);
      return new CommandResult(process.exitValue(), out, err, left);
    } catch (TimeoutException e) {
      throw new TimeoutException(
          command + " did not finish within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IOException("cannot read the output of " + command, e.getCause());
    } finally {
      readers.forEach(it -> join(it)); // the processes have ended: so do the reads
    }
  }

  private static FutureTask<byte[]> read(
      InputStream pipe, CountDownLatch begun, List<Thread> readers) {
    var bytes = new FutureTask<>(() -> readAll(pipe, begun));
    var reader = new Thread(bytes, "reader");
    reader.setDaemon(true);
    readers.add(reader); // first, so that no started thread is forgotten
    reader.start();
    return bytes;
  }

  private static byte[] readAll(InputStream pipe, CountDownLatch begun)
      throws IOException {
    // When the process exits, the JDK closes the pipe, even if a background process
    // still writes to it. It takes this lock to do so.
    synchronized (pipe) {
      begun.countDown();
      return pipe.readAllBytes();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(500); // a process beyond the tree's reach may have the pipe
    } catch (InterruptedException e) {
      join(thread); // waits again
      Thread.currentThread().interrupt();
    }
  }
}
