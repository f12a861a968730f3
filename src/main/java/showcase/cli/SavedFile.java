package showcase.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import showcase.catalogue.BadArgumentException;
import showcase.process.Reason;

/**
 * A file for results that take long to measure. Whether it can be written shows before they are
 * measured. It gets its content in one step, so there is never half of it under its name.
 */
final class SavedFile implements AutoCloseable {
  private static final int A_BLOCK = 4096;

  private final Path file;
  private final Path unfinished;

  /**
   * Tries to write next to the file, which stays as it is.
   *
   * @throws BadArgumentException if the name cannot be a file's
   * @throws IOException if nothing can be written there; its message names the file
   */
  SavedFile(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new BadArgumentException("%s must be a file, and is something else".formatted(file));
    }
    this.file = Files.exists(file) ? file.toRealPath() : file;
    unfinished = Path.of(this.file + ".unfinished");
    try {
      Files.write(unfinished, new byte[A_BLOCK]);
    } catch (IOException e) {
      close();
      throw cannotWrite(e);
    }
  }

  /**
   * Gives the file this content.
   *
   * @throws IOException if it cannot be written; its message names the file, which has not changed
   */
  void write(String content) throws IOException {
    try {
      Files.writeString(unfinished, content);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private IOException cannotWrite(IOException e) {
    return new IOException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
  }

  /** Leaves nothing behind that is unfinished. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(unfinished);
  }
}
