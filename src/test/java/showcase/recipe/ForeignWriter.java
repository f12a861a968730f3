package showcase.recipe;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import showcase.catalogue.Outcome;
import showcase.process.PidFile;

/**
 * A process that an edition has not started, and cannot find, opens the standard output of one that
 * it has started.
 */
public final class ForeignWriter implements AutoCloseable {
  private static final String OPEN =
      "until [ -s \"$0\" ]; do sleep 0.01; done; "
          + "exec > /proc/$(cat \"$0\")/fd/1; echo $$ >> \"$0\"; exec sleep 600";

  /**
   * A program that writes 1, and exits a moment after the foreign process has opened its output: if
   * nothing were reading it then, the JDK would close the pipe.
   */
  private static final String OPENED =
      "echo 1; echo $$ >> \"$0\"; until [ $(wc -l < \"$0\") -ge 2 ]; do sleep 0.01; done; sleep 0.3";

  private final PidFile pids;
  private final Process process;

  /** Starts the process, which waits for the program. */
  public ForeignWriter() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/fd/1")));
    pids = new PidFile();
    process = new ProcessBuilder(pids.sh(OPEN)).start();
  }

  /** The program for the edition. */
  public List<String> program() {
    return pids.sh(OPENED);
  }

  /**
   * Makes a call that runs the program, and interrupts it when the pipe is open.
   *
   * @return how it ended
   */
  public <T> Outcome<T> interrupted(Callable<T> call) throws Exception {
    Thread caller = Thread.currentThread();
    Thread.startVirtualThread(() -> {
      try {
        pids.await(2);
        Thread.sleep(100); // for the program to exit
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
      caller.interrupt();
    });
    return Outcome.of(call);
  }

  /** Checks that the process has opened the pipe, and that the edition has not ended it. */
  public void assertHasPipe() throws IOException {
    assertTrue(pids.pids().contains(process.pid()));
    assertTrue(process.isAlive());
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    pids.close();
  }
}
