package showcase.process;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import showcase.ProgramJar;

/** Why reading or writing failed, in words: several exceptions about files only have their names. */
public final class Reason {
  private Reason() {}

  /** Such as {@code No space left on device}. */
  public static String of(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "no such file or folder";
      case AccessDeniedException denied -> "permission denied";
      case NotDirectoryException file -> "not a folder";
      case DirectoryNotEmptyException folder -> "it is a folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case LinkageError broken -> ProgramJar.change().orElseGet(broken::toString);
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
