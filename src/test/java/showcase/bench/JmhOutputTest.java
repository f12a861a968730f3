package showcase.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class JmhOutputTest {
  private final JmhOutput output =
      new JmhOutput(
          OutputFormatFactory.createFormatInstance(
              new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT),
          step -> {});

  /** Ctrl-C ends the forks, too, and JMH's threads that read from them still print. */
  @Test
  void onlyTheThreadOfTheRunIsCancelled() throws InterruptedException {
    output.startRun();
    output.cancel();
    var failure = new AtomicReference<Throwable>();
    Thread reader = new Thread(() -> output.println("the fork has ended"), "reader");
    reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    reader.start();
    reader.join();

    assertNull(failure.get());
    var e = assertThrows(CancellationException.class, () -> output.println("# Run progress: 1"));
    assertEquals("the benchmarks were cancelled", e.getMessage());
  }
}
