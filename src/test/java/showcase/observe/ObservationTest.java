package showcase.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import showcase.process.ProcessTree;

/** Leaves behind everything that a run can leave behind, and checks that it is noticed. */
class ObservationTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeAll
  static void warmUp() throws Throwable {
    Observation.warmUp();
  }

  private void waitForEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Footprint.Left leftAfter(Executable work) throws Throwable {
    Footprint before = Footprint.now(Set.of());
    work.execute();
    return before.lookAfter(Set.of()).left();
  }

  @Test
  void countsTheThreadsOfEachKind() throws Throwable {
    Observation seen =
        Observation.of(
            () -> {
              for (int i = 0; i < 3; i++) {
                Thread.ofPlatform().start(() -> {}).join();
              }
              for (int i = 0; i < 5; i++) {
                Thread.ofVirtual().start(() -> {}).join();
              }
            },
            Set.of());
    assertEquals(new ThreadCount(3, 5), seen.threads());
  }

  @Test
  void theJdksOwnThreadsDoNotCount() throws Throwable {
    Observation seen =
        Observation.of(
            () -> {
              IntStream.range(0, 1000).parallel().sum();
              ProcessHandle.current().children().count();
            },
            Set.of());
    assertEquals(new ThreadCount(0, 0), seen.threads());
  }

  @Test
  void noticesAPlatformThreadThatIsLeft() throws Throwable {
    var left = leftAfter(() -> Thread.ofPlatform().daemon().start(this::waitForEnd));
    end.countDown();
    assertEquals(new Footprint.Left(1, 0, 0), left);
  }

  @Test
  void noticesAVirtualThreadThatIsLeft() throws Throwable {
    var left = leftAfter(() -> Thread.startVirtualThread(this::waitForEnd));
    end.countDown();
    assertEquals(new Footprint.Left(1, 0, 0), left);
  }

  @Test
  void noticesASocketThatIsLeft() throws Throwable {
    var sockets = new ServerSocket[1];
    var left = leftAfter(() -> sockets[0] = new ServerSocket(0));
    sockets[0].close();
    assertEquals(new Footprint.Left(0, 0, 1), left);
  }

  @Test
  void noticesAFileAndASelectorThatAreLeft(@TempDir Path folder) throws Throwable {
    var open = new Closeable[2];
    var left =
        leftAfter(() -> {
          open[0] = new FileOutputStream(folder.resolve("file").toFile());
          open[1] = Selector.open();
        });
    open[0].close();
    open[1].close();
    assertEquals(new Footprint.Left(0, 0, 2), left);
  }

  /** A socket that was closed does not make up for another that is left. */
  @Test
  void countsWhatIsOpenNotHowMuch() throws Throwable {
    var sockets = new ServerSocket[] {new ServerSocket(0), null};
    var left =
        leftAfter(() -> {
          sockets[0].close();
          sockets[1] = new ServerSocket(0);
        });
    sockets[1].close();
    assertEquals(new Footprint.Left(0, 0, 1), left);
  }

  /** A jar, the JDK's modules, random numbers, a thread dump, a recording, a tool that attaches. */
  @Test
  void whatTheJvmOpensForItselfDoesNotCount(@TempDir Path folder) throws Throwable {
    String jar =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(file -> file.endsWith(".jar"))
            .findFirst()
            .orElseThrow();
    Path home = Path.of(System.getProperty("java.home"));
    List<Closeable> open = new ArrayList<>();
    var left =
        leftAfter(() -> {
          open.add(new FileInputStream(jar));
          open.add(new FileInputStream(home.resolve("lib/modules").toFile()));
          open.add(new FileInputStream("/dev/urandom"));
          open.add(new FileInputStream("/proc/self/stat"));
          open.add(new FileOutputStream(folder.resolve(ThreadDump.FILE_END).toFile()));
          var recording = new Recording();
          recording.start();
          open.add(recording::close);
          String jcmd = home.resolve("bin/jcmd").toString();
          String pid = Long.toString(ProcessHandle.current().pid());
          new ProcessBuilder(jcmd, pid, "VM.version")
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor();
        });
    for (Closeable one : open) {
      one.close();
    }
    assertEquals(new Footprint.Left(0, 0, 0), left);
  }

  @Test
  void noticesAnOrphanThatIsLeft() throws Throwable {
    try (var tree = new ProcessTree()) {
      var left =
          leftAfter(() -> {
            String script = "sleep 100 >/dev/null 2>&1 & exit 0";
            assertEquals(0, tree.start(new ProcessBuilder("sh", "-c", script)).waitFor());
          });
      assertEquals(1, left.processes());
    }
  }

  @Test
  void aZombieHasEnded() throws Throwable {
    var parent = new Process[1];
    var left =
        leftAfter(() -> {
          // The shell becomes a program that does not collect the exit code of the shell's
          // child.
          parent[0] = new ProcessBuilder("sh", "-c", "sleep 0.1 & exec sleep 100").start();
        });
    parent[0].destroyForcibly().waitFor();
    assertEquals(1, left.processes());
  }

  @Test
  void noticesAChildProcessThatIsLeft() throws Throwable {
    var child = new Process[1];
    var left = leftAfter(() -> child[0] = new ProcessBuilder("cat").start());
    child[0].destroy();
    child[0].waitFor();
    assertEquals(1, left.processes());
    assertTrue(left.descriptors() > 0, "its pipes");
  }

  /** The runner looks for what is left while a deadline may interrupt it. */
  @Test
  void anInterruptIsKeptAndDoesNotDisturbTheLook() {
    Thread.currentThread().interrupt();
    Footprint before = Footprint.now(Set.of());
    assertEquals(new Footprint.Left(0, 0, 0), before.lookAfter(Set.of()).left());
    assertTrue(Thread.interrupted());
  }
}
