package showcase.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A temporary file to which processes append their ids, one a line: a witness of which
 * have run, and which of them still run.
 */
public final class PidFile implements AutoCloseable {
  private static final long POLL_MILLIS = 5;

  private final Path file;

  /** Creates an empty one. */
  public PidFile() throws IOException {
    file = Files.createTempFile("showcase-pids", "");
  }

  /**
   * A shell that runs a script in which {@code $0} is this file, as in {@code echo $$ >> "$0"}.
   */
  public List<String> sh(String script) {
    return List.of("sh", "-c", script, file.toString());
  }

  /** The ids so far. */
  public List<Long> pids() throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Long::valueOf).toList();
  }

  /** Waits until there are so many. */
  public void await(int count) throws IOException, InterruptedException {
    while (pids().size() < count) {
      Thread.sleep(POLL_MILLIS); // no process tells a JVM that it has started another
    }
  }

  /** Those that still run. */
  public List<ProcessHandle> alive() throws IOException {
    return pids().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(process -> !ProcessTree.hasEnded(process))
        .toList();
  }

  /** What became of them, such as {@code 3 ended, 0 still run}. */
  public String summary() throws IOException {
    int alive = alive().size();
    return "%d ended, %d still run".formatted(pids().size() - alive, alive);
  }

  /**
   * For a call that is to leave none.
   *
   * @throws IllegalStateException if one still runs
   */
  public void requireAllEnded() throws IOException {
    if (!alive().isEmpty()) {
      throw new IllegalStateException(summary());
    }
  }

  /** Kills those that still run and deletes the file. */
  @Override
  public void close() throws IOException {
    alive().forEach(ProcessHandle::destroyForcibly);
    Files.delete(file);
  }
}
