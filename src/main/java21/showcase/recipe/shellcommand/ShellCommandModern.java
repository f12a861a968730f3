package showcase.recipe.shellcommand;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeoutException;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.ProcessTree;

/**
 * One scope with a deadline waits for the exit and for the ends of both pipes at once.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run shell-command --edition modern}
 *
 * <p>Prefer {@code redirectErrorStream} or {@code inheritIO} where the two streams need
 * not be told apart: with one pipe, or none, there is nothing to drain at once.
 */
final class ShellCommandModern implements Edition {

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
      throws InterruptedException, ExecutionException, IOException {
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
      throws InterruptedException, ExecutionException {
    // Three forks wait at once, and the deadline is the scope's, not a sum done by
    // hand. Each can be interrupted: a fork that read the pipe itself could not
    // be, and close would wait for it.
    try (var scope = new StructuredTaskScope.ShutdownOnFailure()) {
      scope.fork(() -> process.onExit().get());
      scope.fork(() -> awaitEnd(stdout));
      scope.fork(() -> awaitEnd(stderr));
      scope.joinUntil(Instant.now().plus(timeout)).throwIfFailed();
      return CommandResult.end(process, true, timeout);
    } catch (TimeoutException e) {
      return CommandResult.end(process, false, timeout);
    }
  }

  private static Void awaitEnd(PipeReader reader) throws InterruptedException {
    reader.awaitEnd();
    return null;
  }
}
