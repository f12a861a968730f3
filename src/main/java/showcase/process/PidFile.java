package showcase.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A temporary file to which processes append their ids, one per line. It shows which
 * processes have run, and which of them are still running.
 */
public final class PidFile implements AutoCloseable {
  private static final long POLL_MILLIS = 5;

  private final Path file;

  /** Creates an empty file. */
  public PidFile() throws IOException {
    file = Files.createTempFile(TemporaryFolder.path(), "pids", "");
  }

  /**
   * Returns a shell command that runs a script. In the script, {@code $0} is this file, as
   * in {@code echo $$ >> "$0"}.
   */
  public List<String> sh(String script) {
    return List.of("sh", "-c", script, file.toString());
  }

  /** Returns the path of the file. */
  public Path path() {
    return file;
  }

  /** Returns the process ids written so far. */
  public List<Long> pids() throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Long::valueOf).toList();
  }

  /** Waits until the file has at least this many process ids. */
  public void await(int count) throws IOException, InterruptedException {
    while (pids().size() < count) {
      Thread.sleep(POLL_MILLIS); // nothing notifies a JVM about processes of processes
    }
  }

  /** Returns the processes that are still running. */
  public List<ProcessHandle> alive() throws IOException {
    return pids().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(process -> !ProcessTree.hasEnded(process))
        .toList();
  }

  /** Returns a summary such as {@code 3 ended, 0 still run}. */
  public String summary() throws IOException {
    int alive = alive().size();
    return "%d ended, %d still run".formatted(pids().size() - alive, alive);
  }

  /** Kills the processes that are still running, and deletes the file. */
  @Override
  public void close() throws IOException {
    alive().forEach(ProcessHandle::destroyForcibly);
    Files.delete(file);
  }
}
