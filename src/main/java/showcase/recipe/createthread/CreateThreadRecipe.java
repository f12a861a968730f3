package showcase.recipe.createthread;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedTwice;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import showcase.recipe.createthread.CreateThread.Work;

/** Starts threads in three ways, and waits for all of them. */
public final class CreateThreadRecipe {
  static final Parameter WORKERS =
      new Parameter("workers", 2, 1, 1_000, "workers that each way starts");
  static final Parameter MANY =
      new Parameter("many", 1_000, 1, 1_000_000, "workers that are alive at the same time");
  static final Parameter MORE =
      new Parameter("more", 20_000, 1, 1_000_000, "the same, but too many for classic");

  public static final Recipe<CreateThread> RECIPE =
      Recipe.<CreateThread>recipe(
              2,
              "create-thread",
              "Start a thread, three ways",
              "Create a thread via \"threading\"",
              CreateThread.class)
          .topic(Topic.THREADS)
          .problem(
              """
              Start several threads, hand each an argument and a name, let all of them work at the
              same time, and return when the last one has ended. Each edition shows three ways.
              """)
          .python("two workers, by a subclass and by a function: I am worker 1, I am worker 2")
          .parameters(WORKERS, MANY, MORE)
          .witnesses("Crew.java")
          .classic(() -> new CreateThreadClassic(), "Threads.java")
          .modern(() -> new CreateThreadModern(), "Threads.java")
          .situations(CreateThreadRecipe::situations)
          .timed(
              "100 threads that do nothing, the third way",
              edition -> {
                edition.thirdWay(100, worker -> {});
                return edition;
              })
          .from21to25(
              """
              The factory moves from the constructor to a configuration, and the joiner is passed
              next to it.
              """)
          .from25to27(
              """
              open takes a configuration without a joiner: the default policy applies. join throws
              a checked exception.
              """)
          .whatChanges(
              """
              A virtual thread occupies no kernel thread while it waits (JEP 444), so each task can
              have a thread of its own. A scope also tracks its threads: it joins and interrupts
              them, and passes a failure on to the caller.
              """)
          .keepTheClassicWhen(
              """
              The work only computes, or the thread needs a priority or must keep the JVM running: a
              virtual thread is always a daemon thread of normal priority (Javadoc of Thread).
              """)
          .watchOutFor(
              """
              Nothing joins a thread started outside a scope unless you do. The JVM exits without
              waiting for virtual threads: they are daemon threads (Javadoc of Thread).
              """)
          .seeAlso("thread-pool", "cpu-bound-threads", "pinning")
          .build();

  private CreateThreadRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<CreateThread, ?>> situations() {
    return List.of(
        situation("some workers in each way", CreateThreadRecipe::eachWay)
            .claim("each worker runs once, with its own number", (in, seen) -> numbers(seen))
            .claim("each has a thread of its own", (in, seen) -> ownThreads(seen))
            .claim("all are at work at the same time", (in, seen) -> together(seen))
            .claim("each thread has the name that it was given", (in, seen) -> named(seen))
            .claim("none is alive when the call ends", (in, seen) -> ended(seen))
            .shows("threads of the first way", (in, seen) -> describe(seen.get(0)))
            .shows("threads of the second way", (in, seen) -> describe(seen.get(1)))
            .shows("threads of the third way", (in, seen) -> describe(seen.get(2))),
        situation("no workers", CreateThreadRecipe::none)
            .claim(
                "each way returns",
                (in, outcomes) -> equal("[returned, returned, returned]", outcomes.toString())),
        situation("a worker fails", CreateThreadRecipe::eachWayFails)
            .claim(
                "the caller or the uncaught-exception handler gets the failure",
                (in, seen) -> that(seen.stream().allMatch(Failing::isKnown), seen))
            .claim(
                "none is alive when the call ends",
                (in, seen) -> ended(seen.stream().map(Failing::crew).toList()))
            .shows("the first way", (in, seen) -> seen.get(0))
            .shows("the second way", (in, seen) -> seen.get(1))
            .shows("the third way", (in, seen) -> seen.get(2)),
        situation("a worker ends with an Error", CreateThreadRecipe::eachWayEndsWithAnError)
            .claim(
                "the caller or the uncaught-exception handler gets it",
                (in, seen) -> that(seen.stream().allMatch(Failing::isKnown), seen)),
        situation("many workers", CreateThreadRecipe::many)
            .claim(
                "all are at work at the same time, or the call says why not",
                (in, seen) -> seen.allOrNone())
            .claim("all have ended when the call does", (in, seen) -> seen.ended())
            .shows("the caller", (in, seen) -> seen.outcome()),
        situation("very many workers", CreateThreadRecipe::more)
            .claim(
                "all are at work at the same time, or the call says why not",
                (in, seen) -> seen.allOrNone())
            .claim("all have ended when the call does", (in, seen) -> seen.ended())
            .shows("the caller", (in, seen) -> seen.outcome()),
        interruptedBefore(
            (CreateThread edition, Interruption i) -> edition.firstWay(2, worker -> i.await())),
        interruptedWhile(
            "workers of the first way wait",
            2,
            (CreateThread edition, Interruption i) -> edition.firstWay(2, worker -> i.await())),
        interruptedWhile(
            "workers of the second way wait",
            2,
            (CreateThread edition, Interruption i) -> edition.secondWay(2, worker -> i.await())),
        interruptedWhile(
            "workers of the third way wait",
            2,
            (CreateThread edition, Interruption i) -> edition.thirdWay(2, worker -> i.await())),
        interruptedWhile(
            "a worker computes",
            1,
            (CreateThread edition, Interruption i) -> edition.thirdWay(1, worker -> i.compute())),
        interruptedTwice(
            2, (CreateThread edition, Interruption i) -> edition.firstWay(2, worker -> i.await())),
        interruptedAtTheEnd(
            (CreateThread edition, Interruption i) -> edition.thirdWay(1, worker -> i.end())));
  }

  /** One of the three ways. */
  private interface Way {
    void run(CreateThread edition, int workers, Work work) throws Exception;
  }

  private static final List<Way> WAYS =
      List.of(CreateThread::firstWay, CreateThread::secondWay, CreateThread::thirdWay);

  /** The cheat sheet's scene, once for each way. */
  private static List<Crew> eachWay(CreateThread edition, Stage stage) throws Exception {
    List<Crew> crews = new ArrayList<>();
    for (Way way : WAYS) {
      var crew = new Crew(stage.get(WORKERS), stage);
      way.run(edition, crew.size(), worker -> work(crew, worker, stage));
      crew.callEnded(true);
      crew.members()
          .forEach(member -> stage.say("I am worker " + member.worker(), "on " + named(member)));
      crews.add(crew);
    }
    return crews;
  }

  private static void work(Crew crew, int worker, Stage stage) throws InterruptedException {
    Stage.Doing working = stage.does("worker " + worker, "works");
    try {
      crew.run(worker);
    } finally {
      working.end();
    }
  }

  private static Evidence numbers(List<Crew> crews) {
    return equal(
        crews.stream().map(crew -> IntStream.rangeClosed(1, crew.size()).boxed().toList()).toList(),
        crews.stream()
            .map(crew -> crew.members().stream().map(Crew.Member::worker).toList())
            .toList());
  }

  private static Evidence ownThreads(List<Crew> crews) {
    return equal(
        crews.stream().map(crew -> (long) crew.size()).toList(),
        crews.stream().map(Crew::threads).toList());
  }

  private static Evidence together(List<Crew> crews) {
    return equal(crews.stream().map(Crew::size).toList(), crews.stream().map(Crew::peak).toList());
  }

  /** Only Thread.startVirtualThread, the first modern way, gives no name. */
  private static Evidence named(List<Crew> crews) {
    boolean right =
        crews.stream()
            .flatMap(crew -> crew.members().stream())
            .allMatch(member ->
                member.name().equals("worker-" + member.worker())
                    || (nameless(member) && crews.getFirst().members().contains(member)));
    return that(
        right,
        crews.stream()
            .flatMap(crew -> crew.members().stream())
            .map(CreateThreadRecipe::named)
            .toList());
  }

  private static boolean nameless(Crew.Member member) {
    return member.thread().isVirtual() && member.name().isEmpty();
  }

  private static String named(Crew.Member member) {
    return member.name().isEmpty() ? "a thread without a name" : member.name();
  }

  private static Evidence ended(List<Crew> crews) {
    return equal(crews.stream().map(crew -> 0L).toList(), crews.stream().map(Crew::alive).toList());
  }

  private static String describe(Crew crew) {
    return crew.members().stream()
        .map(member ->
            (member.thread().isVirtual() ? "virtual" : "platform")
                + (member.name().isEmpty() ? ", no name" : ", named"))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static List<Outcome<Void>> none(CreateThread edition, Stage stage) {
    return WAYS.stream().map(way -> outcomeOf(way, edition, 0, worker -> {})).toList();
  }

  /**
   * What became of a worker that failed.
   *
   * @param crew both workers
   * @param other what became of the worker beside it
   * @param caller what the caller got
   * @param handler whether the uncaught-exception handler got the failure
   */
  private record Failing(Crew crew, String other, Outcome<Void> caller, boolean handler) {
    boolean isKnown() {
      return handler || caller instanceof Outcome.Threw<Void>;
    }

    @Override
    public String toString() {
      String told = caller instanceof Outcome.Threw<Void> ? "the caller" : "nobody";
      return "the other %s, %s gets the failure".formatted(other, handler ? "the handler" : told);
    }
  }

  private static List<Failing> eachWayFails(CreateThread edition, Stage stage) {
    Work failing =
        worker -> {
          throw new IllegalStateException("worker " + worker + " fails");
        };
    return WAYS.stream().map(way -> oneFails(way, edition, failing, stage)).toList();
  }

  private static List<Failing> eachWayEndsWithAnError(CreateThread edition, Stage stage) {
    Work failing =
        worker -> {
          throw new AssertionError("worker " + worker + " fails");
        };
    return WAYS.stream().map(way -> oneFails(way, edition, failing, stage)).toList();
  }

  private static Failing oneFails(Way way, CreateThread edition, Work failing, Stage stage) {
    int before = stage.uncaught().size();
    var crew = new Crew(2, stage);
    var otherEnded = new AtomicBoolean();
    Outcome<Void> caller =
        outcomeOf(
            way,
            edition,
            crew.size(),
            worker -> {
              work(crew, worker, stage);
              if (worker == 1) {
                failing.run(worker);
              }
              Stage.Doing sleeping = stage.does("worker " + worker, "sleeps");
              try {
                TimeUnit.MILLISECONDS.sleep(50); // time for an interrupt to arrive, if one does
              } finally {
                sleeping.end();
              }
              otherEnded.set(true);
            });
    crew.callEnded(caller instanceof Outcome.Returned<Void>);
    String other = otherEnded.get() ? "goes on" : "is interrupted";
    return new Failing(crew, other, caller, stage.uncaught().size() > before);
  }

  /** A large number of workers, and what the caller got. */
  private record Crowd(Crew crew, Outcome<Void> outcome) {
    Evidence allOrNone() {
      boolean all =
          crew.peak() == crew.size()
              && crew.threads() == crew.size()
              && outcome instanceof Outcome.Returned<Void>;
      boolean refused = outcome.threw(IllegalArgumentException.class) && crew.members().isEmpty();
      boolean noMore = outcome.threw(OutOfMemoryError.class);
      return that(
          all || refused || noMore, "%,d at once, and it %s".formatted(crew.peak(), outcome));
    }

    Evidence ended() {
      return equal(0L, crew.alive());
    }
  }

  private static Crowd many(CreateThread edition, Stage stage) {
    return crowd(edition, stage, MANY);
  }

  private static Crowd more(CreateThread edition, Stage stage) {
    return crowd(edition, stage, MORE);
  }

  private static Crowd crowd(CreateThread edition, Stage stage, Parameter size) {
    var crew = new Crew(stage.get(size), stage);
    Outcome<Void> outcome = outcomeOf(CreateThread::thirdWay, edition, crew.size(), crew);
    crew.callEnded(outcome instanceof Outcome.Returned<Void>);
    return new Crowd(crew, outcome);
  }

  private static Outcome<Void> outcomeOf(Way way, CreateThread edition, int workers, Work work) {
    return Outcome.of(() -> {
      way.run(edition, workers, work);
      return null;
    });
  }
}
