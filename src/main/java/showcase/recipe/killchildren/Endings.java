package showcase.recipe.killchildren;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import showcase.catalogue.Transcript;
import showcase.process.ProcessTree;
import showcase.recipe.killchildren.Family.Keeper;

/** Ends a parent in each way that there is, and counts its family before and after. */
final class Endings {
  static final String NORMAL = "normal end";
  static final String EXCEPTION = "exception";
  static final List<String> SIGNALS = List.of("INT", "TERM", "KILL");

  /** A background job of a shell is started so, and its children inherit it. */
  static final String IGNORED = "SIGINT is ignored in this session";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Transcript transcript;

  Endings(Transcript transcript) {
    this.transcript = transcript;
  }

  private static final class WorkFailed extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** The parent is this JVM: the block is left at its end, or by an exception. */
  void here(Keeper keeper) throws Exception {
    List<ProcessHandle> family = new ArrayList<>();
    keeper.keep(children -> {
      family.addAll(Child.handles(children));
      say(NORMAL, family, "alive before");
    });
    say(NORMAL, family, "alive after");

    family.clear();
    try {
      keeper.keep(children -> {
        family.addAll(Child.handles(children));
        say(EXCEPTION, family, "alive before");
        throw new WorkFailed();
      });
    } catch (WorkFailed | ExecutionException e) {
      say(EXCEPTION, family, "alive after");
    }
  }

  /** The parents are JVMs of their own, and each is sent a signal. */
  void bySignal(Class<?> main, Family family) throws IOException, InterruptedException {
    Map<String, Parent> parents = new LinkedHashMap<>();
    try {
      for (String signal : SIGNALS) {
        parents.put(signal, Parent.start(main, family));
      }
      for (String signal : SIGNALS) {
        end(parents.get(signal), signal);
      }
    } finally {
      for (Parent parent : parents.values()) {
        ProcessTree.end(parent.handle(), Duration.ZERO);
      }
    }
  }

  private void end(Parent parent, String signal) throws IOException, InterruptedException {
    List<ProcessHandle> family = new ArrayList<>(parent.family());
    say(signal, family, "alive before");
    if (signal.equals("INT") && isInterruptIgnored()) {
      transcript.say(signal, IGNORED);
      return;
    }
    shell("kill -" + signal + " " + parent.handle().pid());
    long start = System.nanoTime();
    family.add(parent.handle());
    ProcessTree.haveEnded(family, PATIENCE);
    transcript.measure(signal + " to the last end", (System.nanoTime() - start) / 1e6, "ms");
    say(signal, family, "alive after");
  }

  private void say(String way, List<ProcessHandle> family, String when) {
    long alive = family.stream().filter(process -> !ProcessTree.hasEnded(process)).count();
    transcript.say(way, alive + " " + when);
  }

  private static boolean isInterruptIgnored() throws IOException {
    return shell("kill -INT $$; echo ignored").contains("ignored");
  }

  private static String shell(String script) throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    shell.getOutputStream().close();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
