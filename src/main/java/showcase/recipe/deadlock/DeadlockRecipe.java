package showcase.recipe.deadlock;

import static showcase.catalogue.Recipe.recipe;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.catalogue.Transcript;

/** Threads that wait for each other in a ring: made, found, ended, and prevented. */
public final class DeadlockRecipe {
  static final Parameter THREADS =
      new Parameter("threads", 2, 2, 26, "threads, and locks between them");
  static final Parameter ROUNDS =
      new Parameter("rounds", 100, 1, 10_000, "how often each takes both locks");
  static final Parameter DEADLINE =
      new Parameter("deadline", 50, 1, 10_000, "ms until modern's scope gives up");

  /**
   * How long the classic edition looks for the deadlock before it says that there is
   * none.
   */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  public static final Recipe RECIPE =
      recipe(9, "deadlock", "Deadlock")
          .problem(
              """
              Each of two threads holds a lock and waits for the other's. The deadlock is made for
              real, found with its threads and locks while it lasts, and ended. Then the same
              threads take the same two locks again and again, in a way that cannot deadlock.
              """)
          .python("get lock1, get lock2, and both threads alive for ever")
          .parameters(THREADS, ROUNDS, DEADLINE)
          .claims(
              new Claim(
                  "every thread held its own lock",
                  (in, run) -> Evidence.equal(names(in), names(run, "holds lock "))),
              new Claim(
                  "the deadlock was found: who waits for which lock, held by whom",
                  (in, run) -> Evidence.equal(ring(in), found(run))),
              new Claim(
                  "it ended: every thread let go",
                  (in, run) -> Evidence.equal(names(in), names(run, "lets go"))),
              new Claim(
                  "mended, every thread took both locks in every round",
                  (in, run) ->
                      Evidence.equal(names(in), run.whoSaid(done(in)).stream().sorted().toList())),
              new Claim(
                  "and never two held the same lock, so no count was lost",
                  (in, run) -> Evidence.equal(counts(in), run.saidBy("taken"))))
          .whatChanges(
              """
              The deadline belongs to the scope: it interrupts whoever is stuck in it, and nobody has
              to be told whom. What the JVM's bean does not see, a subclass of ReentrantLock shows.
              """)
          .keepTheClassicWhen(
              """
              One order for all locks can be kept: it costs nothing, and tryLock with back-off may
              try long under contention. The JVM watches over platform threads for you.
              """)
          .watchOutFor(
              """
              findDeadlockedThreads is blind to virtual threads. The JSON thread dump of Java 25
              shows them: who waits for a ReentrantLock, though not who owns it; of a monitor, both.
              That of Java 21 shows stacks. A thread stuck in synchronized or lock() hears no
              interrupt, and a scope's deadline then waits for ever at its close.
              """)
          .classic(
              () -> new DeadlockClassic(), "LockOrder.java", "DeadlockBean.java", "Threads.java")
          .modern(
              () -> new DeadlockModern(), "BackOff.java", "WaitForGraph.java", "VisibleLock.java")
          .build();

  private DeadlockRecipe() {}

  /** Threads are A, B, C … */
  static String name(int thread) {
    return Character.toString('A' + thread);
  }

  static String thread(int thread) {
    return "thread " + name(thread);
  }

  /** Locks count from 1: A holds lock 1. */
  static String lock(int lock) {
    return "lock " + (lock + 1);
  }

  static Stream<String> locks(Arguments in) {
    return IntStream.range(0, in.get(THREADS)).mapToObj(DeadlockRecipe::lock);
  }

  static String wait(String waiter, int lock, String holder) {
    return "thread %s waits for %s held by %s".formatted(waiter, lock(lock), holder);
  }

  static String done(Arguments in) {
    return "took both %d times".formatted(in.get(ROUNDS));
  }

  /** What thread i does while it holds both its locks; without them, counts would get lost. */
  static void count(int[] taken, int i) {
    taken[i]++;
    taken[(i + 1) % taken.length]++;
  }

  static void sayTaken(int[] taken, Transcript transcript) {
    IntStream.range(0, taken.length)
        .forEach(i -> transcript.say("taken", lock(i) + " " + taken[i] + " times"));
  }

  private static List<String> names(Arguments in) {
    return IntStream.range(0, in.get(THREADS)).mapToObj(DeadlockRecipe::thread).toList();
  }

  private static List<String> names(Run run, String said) {
    return run.lines().stream()
        .filter(line -> line.text().startsWith(said))
        .map(line -> line.subject())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> ring(Arguments in) {
    int size = in.get(THREADS);
    return IntStream.range(0, size)
        .mapToObj(i -> {
          int next = (i + 1) % size;
          return wait(name(i), next, name(next));
        })
        .toList();
  }

  private static List<String> found(Run run) {
    return run.lines().stream()
        .map(line -> line.text())
        .filter(text -> text.contains(" waits for "))
        .sorted()
        .toList();
  }

  /** Every lock is the own one of one thread, and the next one of another. */
  private static List<String> counts(Arguments in) {
    return IntStream.range(0, in.get(THREADS))
        .mapToObj(i -> lock(i) + " " + 2 * in.get(ROUNDS) + " times")
        .toList();
  }
}
