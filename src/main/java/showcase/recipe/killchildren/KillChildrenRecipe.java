package showcase.recipe.killchildren;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.process.PidFile;
import showcase.process.ProcessTree;
import showcase.recipe.killchildren.KillChildren.Work;

/** Leaves no child process behind, however the parent ends. */
public final class KillChildrenRecipe {
  static final Parameter CHILDREN =
      new Parameter("children", 10, 1, 50, "children, each with a child process of its own");
  static final Parameter GRACE =
      new Parameter("grace", 100, 1, 1_000, "ms from SIGTERM to SIGKILL");

  private static final String NONE_RUNS = "none of the children's processes runs afterwards";

  public static final Recipe<KillChildren> RECIPE =
      Recipe.<KillChildren>recipe(
              16,
              "kill-children",
              "No child outlives its parent",
              "Graceful way to kill all child processes",
              KillChildren.class)
          .topic(Topic.PROCESSES)
          .problem(
              """
              Ten child processes, each with a child process of its own, run while some work needs
              them. However the work or the parent ends, none of them keeps running: after a return,
              an exception, an interrupt, and after SIGINT (Ctrl-C) and SIGTERM. Each is first asked
              to terminate, and has some time to do so before it is killed.
              """)
          .python("ten sleepers, killed by SIGKILL in a finally block")
          .parameters(CHILDREN, GRACE)
          .witnesses("Children.java", "Parent.java")
          .classic(() -> new KillChildrenClassic())
          .modern(() -> new KillChildrenModern())
          .situations(KillChildrenRecipe::situations)
          .timed(
              "two children, and work that does nothing",
              edition -> {
                edition.with(
                    List.of(new ProcessBuilder("sleep", "60"), new ProcessBuilder("sleep", "60")),
                    Duration.ofSeconds(1),
                    children -> {});
                return edition;
              })
          .from21to25(
              """
              The subclass that calls shutdown becomes allUntil with a condition that is always
              true, and join returns the subtasks. The owner can no longer call shutdown itself: if
              the caller is interrupted, the work is interrupted only when a child has ended or the
              scope closes.
              """)
          .from25to27(
              """
              join returns a list in place of a stream, so a plain loop finds the failure.
              """)
          .whatChanges(
              """
              One fork waits for each child, and another does the work. So when a child ends early,
              the work is interrupted and the caller gets an exception; in the classic edition, the
              work goes on. Both editions end the children by the same call, in a finally block and
              in a shutdown hook.
              """)
          .keepTheClassicWhen(
              """
              The children may end before the work, which the modern edition takes for a failure;
              or they must live longer than one method call, and so longer than any scope.
              """)
          .watchOutFor(
              """
              A signal runs no finally block, and SIGKILL no shutdown hook either (Javadoc of
              Runtime.addShutdownHook). Then only the children themselves can notice that the
              parent has ended, because their input ends. And when a child has ended, its own
              children are no longer descendants of this JVM: look for descendants before you kill.
              """)
          .seeAlso("shell-command", "process-pool")
          .build();

  private KillChildrenRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<KillChildren, ?>> situations() {
    return List.of(
        situation("ten children, and the work returns", KillChildrenRecipe::workReturns)
            .claim(
                "all run while the work does",
                (in, seen) -> equal(in.get(CHILDREN) * Children.PROCESSES, seen.runWithTheWork))
            .claim(
                "the work gets them in the order of the builders",
                (in, seen) ->
                    equal(IntStream.range(0, in.get(CHILDREN)).boxed().toList(), seen.numbers))
            .claim(NONE_RUNS, (in, seen) -> noneRuns(in.get(CHILDREN), seen)),
        situation("no children", KillChildrenRecipe::noChildren)
            .claim("the work is done", (in, seen) -> equal("done with []", seen)),
        situation("the work fails", KillChildrenRecipe::workFails)
            .claim(
                "the caller gets the failure, as it is or as the cause",
                (in, seen) -> that(seen.failsWithItsFailure(), seen.caller))
            .claim(
                "none of the children's processes runs when it is thrown",
                (in, seen) -> noneRuns(2, seen))
            .shows("the caller", (in, seen) -> seen.caller),
        situation("one child cleans up, and has time for it", KillChildrenRecipe::polite)
            .claim("it has cleaned up", (in, seen) -> equal(1, seen.goodbyes))
            .claim("its processes have ended", (in, seen) -> noneRuns(1, seen)),
        situation("one child ignores SIGTERM", KillChildrenRecipe::stubborn)
            .claim("it is killed", (in, seen) -> noneRuns(1, seen)),
        situation("the second child cannot be started", KillChildrenRecipe::secondMissing)
            .claim("IOException", (in, seen) -> that(seen.threw(IOException.class), seen.caller))
            .claim(
                "the first child has ended",
                (in, seen) -> that(seen.left == 0, seen.left + " of this JVM's children run")),
        situation("a child ends before the work", KillChildrenRecipe::oneEndsEarly)
            .claim("the other child has ended", (in, seen) -> noneRuns(1, seen))
            .shows("the work", (in, seen) -> seen.work)
            .shows("the caller", (in, seen) -> seen.caller),
        signalled("SIGINT", "INT"),
        signalled("SIGTERM", "TERM"),
        situation("SIGKILL ends the parent", KillChildrenRecipe::killed)
            .claim(
                "a child that watches its input has ended",
                (in, seen) -> equal("ended", seen.watching))
            .shows("a child that does not", (in, seen) -> seen.plain),
        interruptedBefore(KillChildrenRecipe::waitingWork),
        interruptedWhile("the work waits", 1, KillChildrenRecipe::waitingWork),
        interruptedAtTheEnd(KillChildrenRecipe::endingWork));
  }

  /** What became of the children and of the call. */
  private static final class Aftermath {
    private volatile int runWithTheWork;
    private final List<Integer> numbers = new CopyOnWriteArrayList<>();
    private volatile String work = "not reached";
    private int goodbyes;
    private String processes;
    private int left;
    private Outcome<Void> caller;
    private Throwable failure;

    boolean threw(Class<? extends Throwable> type) {
      return caller.threw(type);
    }

    boolean failsWithItsFailure() {
      return caller instanceof Outcome.Threw<Void>(Throwable thrown)
          && (thrown == failure || thrown.getCause() == failure);
    }
  }

  private static Evidence noneRuns(int children, Aftermath seen) {
    return equal(children * Children.PROCESSES + " ended, 0 still run", seen.processes);
  }

  /** Makes the call, and looks at the processes when it has ended. */
  private static Aftermath call(
      KillChildren edition,
      PidFile pids,
      List<ProcessBuilder> builders,
      Duration grace,
      Aftermath seen,
      Work work)
      throws Exception {
    seen.caller = Outcome.of(() -> with(edition, builders, grace, work));
    seen.processes = pids.summary();
    return seen;
  }

  private static Void with(
      KillChildren edition, List<ProcessBuilder> builders, Duration grace, Work work)
      throws Exception {
    edition.with(builders, grace, work);
    return null;
  }

  private static Duration grace(Stage stage) {
    return Duration.ofMillis(stage.get(GRACE));
  }

  /** The cheat sheet's scene. Each child writes its number. */
  private static Aftermath workReturns(KillChildren edition, Stage stage) throws Exception {
    int count = stage.get(CHILDREN);
    var seen = new Aftermath();
    try (var pids = new PidFile()) {
      List<ProcessBuilder> builders =
          IntStream.range(0, count)
              .mapToObj(i -> new ProcessBuilder(pids.sh("echo " + i + "; " + Children.PLAIN)))
              .toList();
      Work work =
          children -> {
            Stage.Doing waiting = stage.does("work", "waits for the children");
            try {
              pids.await(count * Children.PROCESSES);
              seen.runWithTheWork = pids.alive().size();
              for (Process child : children) {
                seen.numbers.add(Integer.valueOf(child.inputReader().readLine()));
              }
            } finally {
              waiting.end();
            }
          };
      return call(edition, pids, builders, grace(stage), seen, work);
    }
  }

  private static String noChildren(KillChildren edition, Stage stage) throws Exception {
    var given = new AtomicReference<>("not done");
    edition.with(List.of(), grace(stage), children -> given.set("done with " + children));
    return given.get();
  }

  private static Aftermath workFails(KillChildren edition, Stage stage) throws Exception {
    var seen = new Aftermath();
    seen.failure = new IOException("the work failed");
    try (var pids = new PidFile()) {
      Work work =
          children -> {
            pids.await(2 * Children.PROCESSES);
            throw (IOException) seen.failure;
          };
      var builders = Children.of(pids, 2, Children.PLAIN);
      return call(edition, pids, builders, grace(stage), seen, work);
    }
  }

  /** The grace period is long: it ends with the last process. */
  private static Aftermath polite(KillChildren edition, Stage stage) throws Exception {
    var seen = new Aftermath();
    try (var pids = new PidFile();
        var goodbyes = new PidFile()) {
      var builders = Children.of(pids.path(), goodbyes.path(), List.of(Children.POLITE));
      Work work = children -> pids.await(Children.PROCESSES);
      call(edition, pids, builders, Stage.LONG, seen, work);
      seen.goodbyes = goodbyes.pids().size();
      return seen;
    }
  }

  private static Aftermath stubborn(KillChildren edition, Stage stage) throws Exception {
    try (var pids = new PidFile()) {
      var builders = Children.of(pids, 1, Children.STUBBORN);
      Work work = children -> pids.await(Children.PROCESSES);
      return call(edition, pids, builders, grace(stage), new Aftermath(), work);
    }
  }

  private static Aftermath secondMissing(KillChildren edition, Stage stage) throws Exception {
    try (var pids = new PidFile()) {
      List<ProcessBuilder> builders = new ArrayList<>(Children.of(pids, 1, Children.PLAIN));
      builders.add(new ProcessBuilder("no-such-program"));
      var seen = new Aftermath();
      Set<ProcessHandle> before = children();
      call(edition, pids, builders, grace(stage), seen, children -> {});
      Set<ProcessHandle> left = children();
      left.removeAll(before);
      left.forEach(ProcessHandle::destroyForcibly);
      seen.left = left.size();
      return seen;
    }
  }

  /** The children of this JVM that run, also those that have not yet written their ids. */
  private static Set<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> !ProcessTree.hasEnded(child))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The work goes on for a moment after the end, so that it can be interrupted. */
  private static Aftermath oneEndsEarly(KillChildren edition, Stage stage) throws Exception {
    var seen = new Aftermath();
    try (var pids = new PidFile()) {
      List<ProcessBuilder> builders = new ArrayList<>(Children.of(pids, 1, Children.PLAIN));
      builders.add(new ProcessBuilder("cat"));
      Work work =
          children -> {
            pids.await(Children.PROCESSES);
            children.get(1).getOutputStream().close(); // cat ends with its input
            try {
              children.get(1).waitFor();
              TimeUnit.MILLISECONDS.sleep(100);
              seen.work = "goes on";
            } catch (InterruptedException e) {
              seen.work = "is interrupted";
              throw e;
            }
          };
      return call(edition, pids, builders, grace(stage), seen, work);
    }
  }

  /**
   * What became of the children of another JVM.
   *
   * @param tried false if the signal would be ignored, so that it was not sent
   * @param processes what became of the processes
   * @param goodbyes how many children said goodbye
   */
  private record Signalled(boolean tried, String processes, int goodbyes) {
    Evidence judged(Object expected, Object seen) {
      return tried ? equal(expected, seen) : Evidence.notTried("SIGINT is ignored here");
    }
  }

  private static Situation<KillChildren, Signalled> signalled(String name, String signal) {
    return Situation.<KillChildren, Signalled>situation(
            name + " ends the parent", (edition, stage) -> signalled(edition, stage, signal))
        .claim(
            "no child outlives the parent at " + name,
            (in, seen) -> seen.judged("6 ended, 0 still run", seen.processes))
        .claim(
            "the child that cleans up has done so at " + name,
            (in, seen) -> seen.judged(1, seen.goodbyes));
  }

  private static Signalled signalled(KillChildren edition, Stage stage, String signal)
      throws Exception {
    if (signal.equals("INT") && Parent.isInterruptIgnored()) {
      return new Signalled(false, "", 0);
    }
    var scripts = List.of(Children.PLAIN, Children.POLITE, Children.PLAIN);
    try (var pids = new PidFile();
        var goodbyes = new PidFile();
        var parent = new Parent(edition, Stage.LONG, pids, goodbyes, scripts)) {
      pids.await(scripts.size() * Children.PROCESSES);
      long start = System.nanoTime();
      parent.signal(signal);
      parent.awaitEnd(Stage.LONG);
      // A parent ends after its children, so what still runs now is left.
      stage.measure("from SIG" + signal + " to the parent's end", millisSince(start), "ms");
      return new Signalled(true, pids.summary(), goodbyes.pids().size());
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /** What became of two children: of the one that watches its input, and of the other. */
  private record Killed(String watching, String plain) {}

  private static Killed killed(KillChildren edition, Stage stage) throws Exception {
    String inTheOtherFile = Children.PLAIN.replace("$0", "$1");
    try (var watching = new PidFile();
        var plain = new PidFile();
        var parent =
            new Parent(
                edition,
                grace(stage),
                watching,
                plain,
                List.of(Children.WATCHING, inTheOtherFile))) {
      watching.await(Children.PROCESSES);
      plain.await(Children.PROCESSES);
      parent.signal("KILL");
      parent.awaitEnd(Stage.LONG);
      boolean ended = ProcessTree.haveEnded(watching.alive(), Stage.LONG);
      return new Killed(
          ended ? "ended" : "still runs", plain.alive().isEmpty() ? "has ended" : "still runs");
    }
  }

  private static void waitingWork(KillChildren edition, Interruption interruption)
      throws Exception {
    withChildren(edition, interruption, interruption::await);
  }

  private static void endingWork(KillChildren edition, Interruption interruption) throws Exception {
    withChildren(edition, interruption, interruption::end);
  }

  /** A part of the work that may be interrupted. */
  private interface Step {
    void take() throws InterruptedException;
  }

  private static void withChildren(KillChildren edition, Interruption interruption, Step step)
      throws Exception {
    int count = 3;
    try (var pids = new PidFile()) {
      Work work =
          children -> {
            pids.await(count * Children.PROCESSES);
            step.take();
          };
      interruption.call(
          () -> {
            edition.with(Children.of(pids, count, Children.PLAIN), Duration.ofMillis(100), work);
            return null;
          },
          () -> pids.alive().size());
    }
  }
}
