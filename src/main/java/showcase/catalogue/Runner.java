package showcase.catalogue;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Verdict.Passage;
import showcase.observe.Footprint;
import showcase.observe.Footprint.Left;
import showcase.observe.Observation;

/** Poses situations to editions, one at a time, under a deadline, and judges what was seen. */
public final class Runner {
  /** What an edition needs that this Java cannot load. */
  public static final String NEEDED = "Java 21 or 25";

  /** How long a situation that was interrupted at the deadline has to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Duration deadline;
  private final Duration patience;

  /**
   * @param deadline how long a run of one edition may take before it is interrupted
   */
  public Runner(Duration deadline) {
    this(deadline, PATIENCE);
  }

  /**
   * @param deadline how long a run of one edition may take before it is interrupted
   * @param patience how long a witness waits for what happens at once if the edition is right
   */
  public Runner(Duration deadline, Duration patience) {
    this.deadline = deadline;
    this.patience = patience;
  }

  /**
   * Poses all situations to one edition.
   *
   * @throws InterruptedException if the caller was interrupted: the run has been, too, and has ended
   * @throws IOException if what the JVM saw could not be read
   */
  public Verdict run(Recipe<?> recipe, String edition, Arguments arguments)
      throws InterruptedException, IOException {
    return run(recipe, edition, arguments, situation -> true);
  }

  /** The same for some situations. */
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
      return new Verdict.Unsupported(NEEDED);
    }
    var posing = new Posing<>(recipe, edition, arguments, which, patience);
    var observation = Observation.of(() -> runTimed(posing), posing.ownThreads);
    return new Verdict.Ran(List.copyOf(posing.passages), observation.took(), observation.threads());
  }

  /** In a thread of its own: this one keeps the time. */
  private void runTimed(Posing<?> posing) throws InterruptedException {
    var thread = new Thread(posing, "run");
    thread.setDaemon(true); // an edition that cannot be stopped must not keep the JVM alive
    posing.ownThreads.add(thread.threadId());
    thread.start();
    try {
      if (!thread.join(deadline)) {
        posing.late = true;
        thread.interrupt();
        if (!thread.join(GRACE)) {
          posing.stuck();
        }
      }
    } catch (InterruptedException e) {
      posing.late = true;
      thread.interrupt();
      thread.join(GRACE);
      throw e;
    }
  }

  /** One edition on its way through the situations. */
  private static final class Posing<E> implements Runnable {
    /** The runner's and the situations' threads, which are not the edition's. */
    final Set<Long> ownThreads = ConcurrentHashMap.newKeySet();

    final List<Passage> passages = new CopyOnWriteArrayList<>();
    volatile boolean late;

    private final Recipe<E> recipe;
    private final NamedEdition<E> edition;
    private final Arguments arguments;
    private final Predicate<? super Situation<?, ?>> which;
    private final Duration patience;
    private volatile Situation<E, ?> current;

    Posing(
        Recipe<E> recipe,
        NamedEdition<E> edition,
        Arguments arguments,
        Predicate<? super Situation<?, ?>> which,
        Duration patience) {
      this.recipe = recipe;
      this.edition = edition;
      this.arguments = arguments;
      this.which = which;
      this.current = recipe.situations().getFirst();
      this.patience = patience;
    }

    @Override
    public void run() {
      UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
      try {
        poseAll();
      } finally {
        Thread.setDefaultUncaughtExceptionHandler(usual);
      }
    }

    private void poseAll() {
      Footprint before = Footprint.now(ownThreads);
      for (Situation<E, ?> situation : recipe.situations()) {
        if (which.test(situation)) {
          current = situation;
          if (late) {
            passages.add(notReached(situation, "it was not posed: out of time", 0));
          } else {
            before = pose(situation, before);
          }
        }
      }
    }

    private Footprint pose(Situation<E, ?> situation, Footprint before) {
      var transcript = new Transcript();
      Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
      var stage = new Stage(arguments, transcript, ownThreads, uncaught, patience);
      Situation.Judgement judgement;
      Optional<Throwable> failure = Optional.empty();
      long start = System.nanoTime();
      try {
        judgement = situation.pose(edition.maker().get(), arguments, stage);
      } catch (Exception | Error e) {
        Throwable why = late ? new TimeoutException("it did not end in time") : e;
        failure = Optional.of(why);
        judgement = situation.notReached(why);
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      Thread.interrupted(); // an interrupt was for the situation, which has ended
      Footprint.Look look = before.lookAfter(ownThreads);
      var stuckActors = new Left(stage.close(), 0, 0);
      passages.add(
          new Passage(
              situation.name(),
              took,
              transcript.soFar(),
              judgement.claims(),
              judgement.shows(),
              look.left().plus(stuckActors),
              failure));
      return look.now();
    }

    /** What can be said where the current situation cannot be ended: its thread is left. */
    void stuck() {
      Situation<E, ?> situation = current;
      passages.add(notReached(situation, "it cannot be ended", 1));
    }

    private static <E> Passage notReached(Situation<E, ?> situation, String why, int threads) {
      var failure = new TimeoutException(why);
      return new Passage(
          situation.name(),
          Duration.ZERO,
          new Run(List.of(), List.of()),
          situation.notReached(failure).claims(),
          List.of(),
          new Left(threads, 0, 0),
          Optional.of(failure));
    }
  }
}
