package showcase.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The folder for the temporary files of this JVM, in the system's. {@link #remove} takes it away.
 * What a killed JVM could not remove goes when the next one needs a folder: it is recognised by a
 * lock that the system released.
 */
public final class TemporaryFolder {
  private static final String PREFIX = "showcase-";
  private static final String LOCK = "lock";

  /** One that is younger may not have its lock yet. */
  private static final long SETTLED_MILLIS = TimeUnit.SECONDS.toMillis(10);

  /** JFR ends the JVM when it cannot write, so there must be more than a recording takes. */
  private static final long ENOUGH_BYTES = 32L << 20;

  private static final int PROBE_BYTES = 64 << 10;

  private static TemporaryFolder current; // guarded by the class

  private final Path path;
  private final FileChannel lock; // stays open, and locked, while this JVM runs

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Returns the folder, and creates it the first time.
   *
   * @throws IOException if the system's folder for temporary files is missing, is full or cannot be
   *     written; its message names the folder
   */
  public static synchronized Path path() throws IOException {
    if (current == null) {
      Path system = Path.of(System.getProperty("java.io.tmpdir"));
      removeLeftovers(system);
      current = create(system);
    }
    return current.path;
  }

  private static TemporaryFolder create(Path system) throws IOException {
    Path path = null;
    try {
      path = Files.createTempDirectory(system, PREFIX);
      Path file = path.resolve(LOCK);
      Files.write(file, new byte[PROBE_BYTES]);
      requireSpace(Files.getFileStore(path));
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      channel.lock();
      return new TemporaryFolder(path, channel);
    } catch (IOException e) {
      if (path != null) {
        delete(path);
      }
      throw new IOException(
          "cannot write temporary files in %s: %s; java -Djava.io.tmpdir=FOLDER chooses another"
              .formatted(system, Reason.of(e)),
          e);
    }
  }

  private static void requireSpace(FileStore disk) throws IOException {
    long free = disk.getUsableSpace();
    if (free < ENOUGH_BYTES) {
      throw new IOException(
          "%d MiB must be free, not %d".formatted(ENOUGH_BYTES >> 20, free >> 20));
    }
  }

  /** Removes the folder with all that is in it, if there is one. */
  public static synchronized void remove() {
    if (current != null) {
      delete(current.path);
      close(current.lock);
      current = null;
    }
  }

  static void removeLeftovers(Path system) {
    long settled = System.currentTimeMillis() - SETTLED_MILLIS;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(system, PREFIX + "*")) {
      for (Path folder : folders) {
        if (Files.getLastModifiedTime(folder).toMillis() < settled && isLeft(folder)) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      // a folder is gone meanwhile, or the system's cannot be read: create() says why
    }
  }

  private static boolean isLeft(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return false; // it has no lock or is another user's
    }
  }

  /** Deletes what can be deleted: a file that is still written may stay until the next start. */
  private static void delete(Path folder) {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
    for (Path file : inside) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // see above
      }
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // the lock is gone with its file
    }
  }
}
