package showcase.engine;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import showcase.process.TaskException;
import showcase.process.WorkerLoop;

/**
 * The main class of the JVM in which {@link Comparison} runs one trial. It reads a line such as
 * {@code compute virtual 8 38} (the kind of work, the engine, two numbers) and answers with the
 * trial in JSON. If it receives no line, it does nothing.
 */
public final class EngineMain implements WorkerLoop.Tasks {

  private EngineMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args not used
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT); // a trial's note may contain figures
    WorkerLoop.serve(new EngineMain());
  }

  @Override
  public String answer(String task) throws Exception {
    String[] words = task.split(" ");
    EngineKind kind = EngineKind.of(words[1]);
    int count = Integer.parseInt(words[2]);
    int size = Integer.parseInt(words[3]);
    try {
      Trial trial =
          switch (WorkKind.of(words[0])) {
            case COMPUTE -> ComputeTrial.run(kind, count, size);
            case WAIT -> WaitTrial.sleeping(kind, count, size);
            case REQUESTS -> WaitTrial.requesting(kind, count, size);
            case MIXED -> MixedTrial.run(kind, count, size);
          };
      return "ok " + new Gson().toJson(trial);
    } catch (ExecutionException e) {
      // No server, or no descriptors left: the environment is the cause; a stack trace adds
      // nothing.
      Throwable cause = e.getCause();
      if (cause instanceof IOException
          || cause instanceof UncheckedIOException
          || cause instanceof TaskException) {
        return "error failed: " + cause.getMessage();
      }
      throw e;
    }
  }
}
