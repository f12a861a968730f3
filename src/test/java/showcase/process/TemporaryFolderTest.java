package showcase.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class TemporaryFolderTest {
  @TempDir private Path system;

  private Path left(String name, boolean settled) throws IOException {
    Path folder = Files.createDirectory(system.resolve(name));
    Files.createFile(folder.resolve("lock"));
    Files.createDirectories(folder.resolve("2026_01_01/a.jfr"));
    if (settled) {
      Files.setLastModifiedTime(folder, FileTime.fromMillis(1_000));
    }
    return folder;
  }

  @Test
  void whatAKilledJvmLeftIsRemoved() throws IOException {
    Path left = left("showcase-1", true);
    TemporaryFolder.removeLeftovers(system);
    assertFalse(Files.exists(left));
  }

  @Test
  void whatIsOrMayBeInUseStays() throws IOException, InterruptedException {
    Path young = left("showcase-2", false);
    Path another = left("other-3", true);
    Path noLock = left("showcase-4", true);
    Files.delete(noLock.resolve("lock"));
    Files.setLastModifiedTime(noLock, FileTime.fromMillis(1_000));
    Path used = left("showcase-5", true);
    // Another process holds the lock: this JVM could not lock a file twice.
    var holder = new ProcessBuilder(JavaCommand.of(Holder.class.getName()).words());
    holder.command().add(used.resolve("lock").toString());
    Process process = holder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      assertEquals('!', process.getInputStream().read());
      TemporaryFolder.removeLeftovers(system);
      assertTrue(Files.exists(young));
      assertTrue(Files.exists(another));
      assertTrue(Files.exists(noLock));
      assertTrue(Files.exists(used.resolve("2026_01_01/a.jfr")));
    } finally {
      process.destroyForcibly().waitFor();
    }
    TemporaryFolder.removeLeftovers(system);
    assertFalse(Files.exists(used));
  }

  /** Locks a file until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        channel.lock();
        ResultStream.open().write('!');
        System.in.read();
      }
    }
  }
}
