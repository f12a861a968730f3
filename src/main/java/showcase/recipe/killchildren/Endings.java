package showcase.recipe.killchildren;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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

  private final Transcript transcript;
  private final Duration patience;

  Endings(Transcript transcript) {
    this(transcript, Duration.ofSeconds(10));
  }

  /** With the time that a family has to end after a signal. */
  Endings(Transcript transcript, Duration patience) {
    this.transcript = transcript;
    this.patience = patience;
  }

  private static final class WorkFailed extends Exception {
    private static final long serialVersionUID = 1;
  }

  /**
   * Ends parents in all ways.
   *
   * @param keeper keeps the family in this JVM
   * @param main does the same in another one
   */
  void all(Keeper keeper, Class<?> main, Family family) throws Exception {
    Map<String, Parent> parents = new LinkedHashMap<>();
    try {
      for (String signal : SIGNALS) {
        parents.put(signal, Parent.start(main, family));
      }
      endNormally(keeper);
      endByException(keeper);
      for (String signal : SIGNALS) {
        endBySignal(signal, parents.get(signal));
      }
    } finally {
      endAll(parents.values());
    }
  }

  /** Ends each, also when interrupted at one of them. */
  private static void endAll(Collection<Parent> parents) {
    boolean interrupted = Thread.interrupted();
    for (Parent parent : parents) {
      try {
        ProcessTree.end(parent.handle(), Duration.ZERO);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void endNormally(Keeper keeper) throws Exception {
    List<ProcessHandle> family = new ArrayList<>();
    keeper.keep(children -> {
      family.addAll(Child.handles(children));
      say(NORMAL, family, "alive before");
    });
    say(NORMAL, family, "alive after");
  }

  private void endByException(Keeper keeper) throws Exception {
    List<ProcessHandle> family = new ArrayList<>();
    try {
      keeper.keep(children -> {
        family.addAll(Child.handles(children));
        say(EXCEPTION, family, "alive before");
        throw new WorkFailed();
      });
    } catch (WorkFailed e) {
      say(EXCEPTION, family, "alive after");
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof WorkFailed)) {
        throw e;
      }
      say(EXCEPTION, family, "alive after");
    }
  }

  private void endBySignal(String signal, Parent parent) throws Exception {
    List<ProcessHandle> all = new ArrayList<>(parent.family());
    say(signal, all, "alive before");
    if (signal.equals("INT") && isInterruptIgnored()) {
      transcript.say(signal, IGNORED);
      return;
    }
    long start = System.nanoTime();
    shell("kill -" + signal + " " + parent.handle().pid());
    all.add(parent.handle());
    ProcessTree.haveEnded(all, patience);
    double millis = (System.nanoTime() - start) / 1e6;
    transcript.measure("from SIG" + signal + " to the last end", millis, "ms");
    say(signal, all, "alive after");
  }

  private void say(String way, List<ProcessHandle> family, String when) {
    long ended = family.stream().filter(ProcessTree::hasEnded).count();
    transcript.say(way, family.size() - ended + " " + when);
  }

  static boolean isInterruptIgnored() throws IOException {
    return shell("kill -INT $$; echo ignored").contains("ignored");
  }

  private static String shell(String script) throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    shell.getOutputStream().close();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
