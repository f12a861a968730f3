package showcase.catalogue;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import showcase.Launcher;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Verdict.Passage;
import showcase.observe.Footprint;
import showcase.observe.Footprint.Left;
import showcase.observe.Observation;

/** Poses situations to editions, one at a time, under a deadline, and judges what was seen. */
public final class Runner {
  /** How long a situation may take to end after it was interrupted at the deadline. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Duration deadline;
  private final Duration patience;

  /**
   * @param deadline how long a run of one edition may take before it is interrupted; time for which
   *     other programs had all processors does not count
   */
  public Runner(Duration deadline) {
    this(deadline, PATIENCE);
  }

  /**
   * @param deadline how long a run of one edition may take before it is interrupted
   * @param patience how long a witness waits for what a correct edition does immediately
   */
  public Runner(Duration deadline, Duration patience) {
    this.deadline = deadline;
    this.patience = patience;
  }

  /**
   * Poses all situations to one edition.
   *
   * @throws InterruptedException if the caller was interrupted; the run was interrupted, too
   * @throws IOException if the JVM's events could not be read
   */
  public Verdict run(Recipe<?> recipe, String edition, Arguments arguments)
      throws InterruptedException, IOException {
    return run(recipe, edition, arguments, situation -> true);
  }

  /** Does the same for only those situations that the predicate accepts. */
  public Verdict run(
      Recipe<?> recipe,
      String edition,
      Arguments arguments,
      Predicate<? super Situation<?, ?>> which)
      throws InterruptedException, IOException {
    return new Verdict(recipe, edition, arguments, outcome(recipe, edition, arguments, which));
  }

  private <E> Verdict.Outcome outcome(
      Recipe<E> recipe, String name, Arguments arguments, Predicate<? super Situation<?, ?>> which)
      throws InterruptedException, IOException {
    NamedEdition<E> edition =
        recipe.editions().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    try {
      edition.maker().get();
    } catch (UnsupportedClassVersionError e) {
      return new Verdict.Unsupported(Launcher.NEEDED);
    }
    List<Situation<E, ?>> situations = recipe.situations().stream().filter(which).toList();
    var posing = new Posing<>(edition, arguments, situations, patience);
    var observation = Observation.of(() -> runTimed(posing), posing.ownThreads);
    return new Verdict.Ran(
        posing.passages(), observation.took(), observation.threads(), observation.lives());
  }

  /** Runs it in a thread of its own, while the calling thread watches the deadline. */
  private void runTimed(Posing<?> posing) throws InterruptedException {
    UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    var thread = new Thread(posing, "run");
    thread.setDaemon(true); // an edition that cannot be stopped must not keep the JVM alive
    posing.ownThreads.add(thread.threadId());
    thread.start();
    try {
      if (!FairTime.join(thread, deadline)) {
        posing.late = true;
        thread.interrupt();
        thread.join(GRACE);
      }
    } catch (InterruptedException e) {
      posing.late = true;
      thread.interrupt();
      thread.join(GRACE);
      throw e;
    } finally {
      // Here and not in that thread: if it cannot be ended now, it may end during another run.
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
  }

  /** The passage of one edition through the situations. */
  private static final class Posing<E> implements Runnable {
    /** The threads of the runner and of the situations, which do not count as the edition's. */
    final Set<Long> ownThreads = ConcurrentHashMap.newKeySet();

    volatile boolean late;

    private final List<Passage> passages = new CopyOnWriteArrayList<>();
    private final NamedEdition<E> edition;
    private final Arguments arguments;
    private final List<Situation<E, ?>> situations;
    private final Duration patience;

    Posing(
        NamedEdition<E> edition,
        Arguments arguments,
        List<Situation<E, ?>> situations,
        Duration patience) {
      this.edition = edition;
      this.arguments = arguments;
      this.situations = situations;
      this.patience = patience;
    }

    @Override
    public void run() {
      String why = "it was not posed: out of time";
      try {
        poseAll();
      } catch (RuntimeException | Error e) {
        why = "the runner failed: " + e;
      }
      passages.addAll(notReached(passages.size(), why));
    }

    private void poseAll() {
      Footprint before = Footprint.now(ownThreads);
      for (Situation<E, ?> situation : situations) {
        if (late) {
          return;
        }
        before = pose(situation, before);
      }
    }

    /**
     * What was seen in each situation. If a situation cannot be ended, its thread is left behind, and
     * what it does later is not reported.
     */
    List<Passage> passages() {
      List<Passage> seen = new ArrayList<>(passages);
      if (seen.size() < situations.size()) {
        seen.add(notReached(situations.get(seen.size()), "it cannot be ended", 1));
        seen.addAll(notReached(seen.size(), "it was not posed: the one before cannot be ended"));
      }
      return List.copyOf(seen);
    }

    private List<Passage> notReached(int first, String why) {
      return situations.subList(first, situations.size()).stream()
          .map(situation -> notReached(situation, why, 0))
          .toList();
    }

    private Footprint pose(Situation<E, ?> situation, Footprint before) {
      var transcript = new Transcript();
      Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
      var stage = new Stage(arguments, transcript, ownThreads, uncaught, patience);
      Situation.Judgement judgement;
      Optional<Throwable> failure = Optional.empty();
      try {
        judgement = situation.pose(edition.maker().get(), arguments, stage);
      } catch (Exception | Error e) {
        Throwable why = late ? new TimeoutException("it did not end in time") : e;
        failure = Optional.of(why);
        judgement = situation.notReached(arguments, why);
      }
      var took = Duration.ofNanos(System.nanoTime() - transcript.start());
      Thread.interrupted(); // it was meant for the situation, which has ended
      Footprint.Look look;
      Left stuckActors;
      try {
        look = before.lookAfter(ownThreads);
      } finally {
        stuckActors = new Left(stage.close(), 0, 0);
      }
      passages.add(
          new Passage(
              situation.name(),
              transcript.start(),
              took,
              transcript.soFar(took),
              judgement.claims(),
              judgement.shows(),
              look.left().plus(stuckActors),
              failure));
      return look.now();
    }

    private Passage notReached(Situation<E, ?> situation, String why, int threads) {
      var failure = new TimeoutException(why);
      return new Passage(
          situation.name(),
          System.nanoTime(),
          Duration.ZERO,
          new Run(List.of(), List.of(), List.of()),
          situation.notReached(arguments, failure).claims(),
          List.of(),
          new Left(threads, 0, 0),
          Optional.of(failure));
    }
  }
}
