package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairTimeTest {
  @Test
  void runsAtATenthOfTheClockAtLeastAndNotFaster() throws Exception {
    long start = System.nanoTime();
    var time = new FairTime();
    Thread.sleep(500);
    long fair = time.nanos();
    assertTrue(fair >= 50_000_000 && fair <= System.nanoTime() - start, fair + " ns");
  }

  /** What this JVM computes itself counts. */
  @Test
  void runsWhileThisJvmComputes() throws Exception {
    var time = new FairTime();
    long start = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    long end = System.nanoTime() + 400_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    long used = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() - start;
    assertTrue(time.nanos() >= Math.min(used, 400_000_000) * 9 / 10, time.nanos() + " ns");
  }

  /** Other programs that have all processors make it slower than the clock. */
  @Test
  void runsSlowlyWhileOtherProgramsHaveAllProcessors() throws Exception {
    List<Process> others = new ArrayList<>();
    try {
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
        others.add(new ProcessBuilder("timeout", "10", "sh", "-c", "while :; do :; done").start());
      }
      Thread.sleep(100); // until they compute
      long start = System.nanoTime();
      var time = new FairTime();
      Thread.sleep(1000);
      assertTrue(time.nanos() < (System.nanoTime() - start) / 2, time.nanos() + " ns");
    } finally {
      others.forEach(other -> other.descendants().forEach(ProcessHandle::destroyForcibly));
      others.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void waitsForAThread() throws Exception {
    var thread = new Thread(() -> {});
    thread.start();
    assertTrue(FairTime.join(thread, Duration.ofSeconds(30)));
    var sleeper = Thread.startVirtualThread(FairTimeTest::sleep);
    assertFalse(FairTime.join(sleeper, Duration.ofMillis(50)));
    sleeper.interrupt();
    assertTrue(FairTime.join(sleeper, Duration.ofSeconds(30)));
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      // it ends
    }
  }
}
