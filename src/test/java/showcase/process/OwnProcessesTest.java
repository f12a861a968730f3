package showcase.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OwnProcessesTest {

  /**
   * When the thread that has started a process ends, the process becomes the child of another thread.
   * Some 20 of 10,000 looks missed it when they did not check that all threads were still there.
   */
  @Test
  void aChildIsSeenWhileTheThreadThatStartedItEnds() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() - end < 0) {
      var started = new CompletableFuture<Process>();
      var seen = new CountDownLatch(1);
      var starter =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  started.complete(new ProcessBuilder("sleep", "60").start());
                  seen.await();
                  // It may end at any time during the looks.
                  TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(3_000));
                } catch (Exception e) {
                  started.completeExceptionally(e);
                }
              });
      Process child = started.get(20, TimeUnit.SECONDS);
      try {
        seen.countDown();
        do {
          assertTrue(OwnProcesses.running().contains(child.pid()));
        } while (starter.isAlive());
      } finally {
        child.destroyForcibly().waitFor();
      }
    }
  }
}
