package showcase.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import showcase.catalogue.BadArgumentException;
import showcase.process.Reason;

/**
 * A file for results that take long to measure. Whether it can be written shows before they are
 * measured. It gets its content in one step, so there is never half of it under its name. Until
 * then, the content is in a new file beside it.
 */
final class SavedFile implements AutoCloseable {
  private static final int A_BLOCK = 4096;

  /** Why a file that exists must not be replaced; empty if it may be. */
  interface Objection {
    Optional<String> to(Path file) throws IOException;
  }

  private final Path file;
  private final Path unfinished;
  private final Objection objection;
  private boolean kept;

  /** A file that may replace any other. */
  SavedFile(Path file) throws IOException {
    this(file, any -> Optional.empty());
  }

  /**
   * Tries to write next to the file, which stays as it is.
   *
   * @param objection asked now, and again directly before the file is replaced
   * @throws BadArgumentException if there is an objection
   * @throws IOException if nothing can be written there; its message names the file
   */
  SavedFile(Path file, Objection objection) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "it is a folder" : "it is not a regular file";
      throw new IOException("cannot write %s: %s".formatted(file, what));
    }
    Optional<String> reason = objection.to(file);
    if (reason.isPresent()) {
      throw new BadArgumentException(reason.get());
    }
    this.file = Files.exists(file) ? file.toRealPath() : file;
    this.objection = objection;
    String unique = UUID.randomUUID().toString().substring(0, 8);
    unfinished = Path.of("%s.%s.unfinished".formatted(this.file, unique));
    try {
      Files.createFile(unfinished); // never writes to a file that is there, or where a link leads
    } catch (IOException e) {
      throw cannotWrite(e);
    }
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
   * @throws IOException if it cannot be written. The file has not changed. The message names it,
   *     and if the content could be written but must not replace the file, also where it is now.
   */
  void write(String content) throws IOException {
    try {
      Files.writeString(unfinished, content);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    kept = true;
    String reason;
    try {
      Optional<String> now = objection.to(file);
      if (now.isEmpty()) {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      reason = now.get();
    } catch (IOException e) {
      reason = cannotWrite(e).getMessage();
    }
    throw new IOException("%s; its new content is in %s".formatted(reason, unfinished));
  }

  private IOException cannotWrite(IOException e) {
    return new IOException("cannot write %s: %s".formatted(file, Reason.of(e)), e);
  }

  /** Leaves nothing behind that is unfinished. */
  @Override
  public void close() throws IOException {
    if (!kept) {
      Files.deleteIfExists(unfinished);
    }
  }
}
