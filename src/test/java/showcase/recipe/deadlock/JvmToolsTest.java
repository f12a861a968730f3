package showcase.recipe.deadlock;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM's own tools show of virtual threads that wait for locks, by release. */
class JvmToolsTest {
  @TempDir private Path folder;

  private final List<VisibleLock> locks = List.of(new VisibleLock("1"), new VisibleLock("2"));

  @Test
  void theBeanIsBlindToADeadlockOfVirtualThreads() throws Exception {
    inDeadlock((a, b) -> assertEquals(List.of(), DeadlockBean.among(List.of(a, b))));
  }

  @Test
  @EnabledOnJre(JRE.JAVA_21)
  void theDumpOfJava21ShowsOnlyStacks() throws Exception {
    inDeadlock((a, b) -> {
      JsonObject thread = inDump(a);
      assertEquals(java.util.Set.of("tid", "name", "stack"), thread.keySet());
    });
  }

  @Test
  @EnabledOnJre(JRE.JAVA_25)
  void theDumpOfJava25ShowsWhoWaitsForALockButNotWhoOwnsIt() throws Exception {
    inDeadlock((a, b) -> {
      JsonObject thread = inDump(a);
      assertTrue(thread.get("parkBlocker").toString().contains("ReentrantLock"));
      assertFalse(thread.get("parkBlocker").toString().contains("owner"));
      assertFalse(thread.has("monitorsOwned"));
    });
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void theDumpOfJava25ShowsOfAMonitorWhoWaitsAndWhoOwnsIt() throws Exception {
    var monitor = new Object();
    Runnable hold =
        () -> {
          synchronized (monitor) {
            while (!Thread.currentThread().isInterrupted()) {
              LockSupport.park();
            }
          }
        };
    var owner = Thread.ofVirtual().start(hold);
    await().until(() -> owner.getState() == Thread.State.WAITING);
    var waiter = Thread.ofVirtual().start(hold);
    try {
      await().until(() -> waiter.getState() == Thread.State.BLOCKED);
      String blockedOn = inDump(waiter).get("blockedOn").getAsString();
      assertTrue(inDump(owner).get("monitorsOwned").toString().contains(blockedOn));
    } finally {
      owner.interrupt();
      waiter.interrupt();
      owner.join();
      waiter.join();
    }
  }

  private interface Look {
    void at(Thread a, Thread b) throws Exception;
  }

  private void inDeadlock(Look look) throws Exception {
    var bothHoldOne = new CyclicBarrier(2);
    Thread a = Thread.ofVirtual().start(() -> take(locks.get(0), locks.get(1), bothHoldOne));
    Thread b = Thread.ofVirtual().start(() -> take(locks.get(1), locks.get(0), bothHoldOne));
    try {
      assertEquals(2, WaitForGraph.awaitRing(locks, Duration.ofSeconds(20)).size());
      look.at(a, b);
    } finally {
      a.interrupt();
      b.interrupt();
      a.join();
      b.join();
    }
  }

  private static void take(VisibleLock first, VisibleLock second, CyclicBarrier barrier) {
    first.lock();
    try {
      barrier.await();
      second.lockInterruptibly();
      second.unlock();
    } catch (Exception e) {
      Thread.currentThread().interrupt();
    } finally {
      first.unlock();
    }
  }

  private JsonObject inDump(Thread wanted) throws IOException {
    Path file = Files.createTempDirectory(folder, "dump").resolve("threads.json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
    JsonArray containers =
        JsonParser.parseString(Files.readString(file))
            .getAsJsonObject()
            .getAsJsonObject("threadDump")
            .getAsJsonArray("threadContainers");
    for (JsonElement container : containers) {
      for (JsonElement thread : container.getAsJsonObject().getAsJsonArray("threads")) {
        if (thread.getAsJsonObject().get("tid").getAsLong() == wanted.threadId()) {
          return thread.getAsJsonObject();
        }
      }
    }
    throw new AssertionError("not in the dump: " + wanted);
  }
}
