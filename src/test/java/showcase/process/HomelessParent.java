package showcase.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Deletes the folder in which it was started, and then needs workers. */
final class HomelessParent {

  private HomelessParent() {}

  public static void main(String[] args) throws Exception {
    Files.delete(Path.of("").toAbsolutePath());
    var minute = Duration.ofMinutes(1);
    try (var pool = new WorkerPool(1, JavaCommand.worker(), System.out::println)) {
      List<Long> before = pool.pids();
      System.out.println(pool.call("fib 6", minute, minute));
      ProcessHandle.of(before.getFirst()).orElseThrow().destroyForcibly();
      String answer = pool.call("fib 7", minute, minute);
      System.out.println(answer + (pool.pids().equals(before) ? "" : " in another worker"));
    }
  }
}
