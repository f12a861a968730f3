package showcase.recipe.shellcommand;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.ProcessTree;

/**
 * Two platform threads drain the pipes while {@code waitFor} keeps the time.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run shell-command --edition classic}
 *
 * <p>Prefer {@code redirectErrorStream} or {@code inheritIO} where the two streams need
 * not be told apart: with one pipe, or none, there is nothing to drain at once.
 */
final class ShellCommandClassic implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    if (!in.words().isEmpty()) {
      execute(in.words(), Commands.timeout(in)).say("command", transcript);
      return;
    }
    execute(Commands.SMALL, Commands.AMPLE).say("small", transcript);
    execute(Commands.large(in), Commands.AMPLE).say("large", transcript);
    var slow = execute(Commands.SLOW, Commands.SHORT);
    slow.say("slow", transcript);
    slow.saySurvivors(transcript);
    try {
      execute(Commands.MISSING, Commands.AMPLE);
    } catch (IOException e) {
      transcript.say("missing", e.getMessage().strip());
    }
  }

  private static CommandResult execute(List<String> command, Duration timeout)
      throws InterruptedException, IOException {
    // The words go to the program as they are: no shell, so nothing in them is special.
    Process process = new ProcessBuilder(command).start();
    var stdout = PipeReader.start("stdout", process.getInputStream());
    var stderr = PipeReader.start("stderr", process.getErrorStream());
    String end;
    boolean gone;
    try {
      // Nothing to read: a command that asks for input sees its end at once.
      process.getOutputStream().close();
      end = await(process, stdout, stderr, timeout);
    } finally {
      // However this block was left: nothing that the command started lives on.
      gone = ProcessTree.end(process.toHandle(), Duration.ZERO);
    }

    // The writers are gone, so the pipes end, after what is still in them.
    stdout.awaitEnd(Commands.SHORT);
    stderr.awaitEnd(Commands.SHORT);
    return new CommandResult(end, stdout.soFar(), stderr.soFar(), gone);
  }

  private static String await(
      Process process, PipeReader stdout, PipeReader stderr, Duration timeout)
      throws InterruptedException {
    // Three waits, one after the other, under one deadline. While this thread waits for
    // the exit the others read: a full pipe would keep the command from ever ending.
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean inTime =
        process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)
            && stdout.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))
            && stderr.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
    return CommandResult.end(process, inTime, timeout);
  }
}
