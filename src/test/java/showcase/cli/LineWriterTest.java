package showcase.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that nobody waits for the reader of a line, and that lines are not lost silently. */
@Tag("once")
class LineWriterTest {
  private final CountDownLatch reading = new CountDownLatch(1);

  /** A destination that accepts nothing until somebody reads, like a full pipe. */
  private final class FullPipe extends StringWriter {
    @Override
    public void write(String text, int from, int length) {
      try {
        reading.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.write(text, from, length);
    }
  }

  @Test
  void linesThatDoNotFitAreDroppedAndCounted() {
    var pipe = new FullPipe();
    var lines = new LineWriter(new PrintWriter(pipe));
    for (int i = 0; i < 5_000; i++) {
      lines.accept("line " + i);
    }
    lines.close();
    assertTrue(lines.isStuck());

    reading.countDown();
    await().until(() -> !lines.isStuck());
    List<String> written = pipe.toString().lines().toList();
    assertEquals("line 0", written.getFirst());
    long dropped = 5_000 - (written.size() - 1);
    assertEquals("showcase: %d lines dropped".formatted(dropped), written.getLast());
    assertEquals("line " + (written.size() - 2), written.get(written.size() - 2));
  }

  @Test
  void afterLinesWereDroppedOthersAreWrittenAgain() {
    var pipe = new FullPipe();
    var lines = new LineWriter(new PrintWriter(pipe));
    for (int i = 0; i < 2_000; i++) {
      lines.accept("line " + i);
    }
    reading.countDown();
    await().until(() -> pipe.toString().contains("dropped"));
    lines.accept("the last line");
    lines.close();
    assertFalse(lines.isStuck());
    assertTrue(pipe.toString().endsWith("the last line" + System.lineSeparator()));
  }
}
