package showcase.recipe.processpool;

import java.io.IOException;
import java.util.List;
import showcase.catalogue.Transcript;
import showcase.process.WorkerPool;

/**
 * A worker that is stopped, given a task, and killed: it cannot have answered before.
 *
 * @param process the worker
 */
record Victim(ProcessHandle process) {

  /** Stops the first worker of a pool: it takes what it is sent, and does nothing. */
  static Victim stop(WorkerPool workers) throws IOException, InterruptedException {
    long pid = workers.pids().getFirst();
    int code = new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -STOP failed with exit code " + code);
    }
    return new Victim(ProcessHandle.of(pid).orElseThrow());
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Says how many workers are there, and whether the victim is still one of them. */
  void sayReplaced(WorkerPool workers, Transcript transcript) {
    List<Long> now = workers.pids();
    String who = now.contains(pid()) ? "with" : "without";
    transcript.say("workers", "%d, %s the killed one".formatted(now.size(), who));
  }
}
