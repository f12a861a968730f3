package showcase.recipe.roundrobin;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import showcase.catalogue.Actor;
import showcase.catalogue.Arguments;
import showcase.catalogue.Evidence;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.engine.Fib;
import showcase.recipe.roundrobin.RoundRobin.Output;
import showcase.recipe.roundrobin.RoundRobin.Sequence;
import showcase.recipe.roundrobin.RoundRobin.Term;

/** Lets several generators take turns, one value each. */
public final class RoundRobinRecipe {
  static final Parameter FIRST =
      new Parameter("first", 5, 0, 30, "values that the first generator gives");
  static final Parameter SECOND =
      new Parameter("second", 3, 0, 30, "values that the second generator gives");

  public static final Recipe<RoundRobin> RECIPE =
      Recipe.<RoundRobin>recipe(
              17,
              "round-robin",
              "Generators that take turns",
              "Simple round-robin scheduler",
              RoundRobin.class)
          .topic(Topic.SCHEDULING)
          .problem(
              """
              One generator gives fib(1) to fib(5), another fib(1) to fib(3). They stand in a queue:
              the one in front gives a value and goes to the back, or it is done and leaves. Nothing
              is computed before its turn, and a generator that is left half-way leaves nothing
              behind.
              """)
          .python("1 1 1 1 2 2 3 done 5 done")
          .parameters(FIRST, SECOND)
          .witnesses("Turns.java")
          .classic(() -> new RoundRobinClassic())
          .modern(() -> new RoundRobinModern(), "Generator.java")
          .situations(RoundRobinRecipe::situations)
          .timed(
              "two generators of 100 values each, that compute nothing",
              edition -> {
                var sequence = new Sequence<>(100, n -> n);
                var last = new AtomicInteger();
                edition.takeTurns(List.of(sequence, sequence), output(last::set));
                return last;
              })
          .whatChanges(
              """
              The classic generator returns after each value, so its place in the loop is a field.
              The modern one has a thread of its own: its place is on that thread's stack, and a
              loop stays a loop.
              """)
          .keepTheClassicWhen(
              """
              The state between two values is a number or two. Such a generator needs no other
              thread, and there is nothing to close.
              """)
          .watchOutFor(
              """
              A generator with a thread has to be closed, or its thread waits for ever. A term that
              catches an interrupt in the calling thread hides it from the caller.
              """)
          .seeAlso("fib-server", "pool-executor")
          .build();

  private RoundRobinRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<RoundRobin, ?>> situations() {
    return List.of(
        situation("two generators", RoundRobinRecipe::two)
            .claim("they take turns until both are done", (in, seen) -> turns(in, seen))
            .claim("nothing is computed before its turn", (in, seen) -> equal(0, seen.ahead()))
            .shows("the values are computed", (in, seen) -> seen.threads()),
        situation("no values, and one", RoundRobinRecipe::shortOnes)
            .claim(
                "the first is done at once, the second after its value",
                (in, seen) -> equal(List.of("done", "1", "done"), seen.given())),
        situation("no generators", RoundRobinRecipe::none)
            .claim("it returns", (in, outcome) -> equal("returned", outcome.toString())),
        situation("the output throws at the third value", RoundRobinRecipe::abandoned)
            .claim("the caller gets what it threw", (in, seen) -> seen.itself())
            .claim("nothing more is computed", (in, seen) -> equal(3, seen.turns.computed())),
        situation("a term fails", RoundRobinRecipe::failing)
            .claim(
                "the caller gets what the term threw, itself or as the cause",
                (in, seen) -> seen.itselfOrCause())
            .claim("nothing is computed after it", (in, seen) -> equal(3, seen.turns.computed()))
            .shows("the caller", (in, seen) -> seen.outcome),
        situation("a term fails with an Error", RoundRobinRecipe::failingWithAnError)
            .claim(
                "the caller gets what the term threw, itself or as the cause",
                (in, seen) -> seen.itselfOrCause())
            .claim("nothing is computed after it", (in, seen) -> equal(3, seen.turns.computed())),
        situation("a term catches the interrupt and goes on", RoundRobinRecipe::stubborn)
            .claim(
                "the call ends",
                (in, seen) -> that(!(seen.outcome instanceof Outcome.StillRuns), seen.outcome))
            .shows("the caller", (in, seen) -> seen.outcome)
            .shows("values computed after the interrupt", (in, seen) -> seen.after),
        interruptedBefore(RoundRobinRecipe::compute),
        interruptedWhile("a term waits", 1, RoundRobinRecipe::waitInside),
        interruptedAtTheEnd(RoundRobinRecipe::compute));
  }

  /** The cheat sheet's scene. */
  private static Turns two(RoundRobin edition, Stage stage) throws Exception {
    var turns = new Turns(stage);
    edition.takeTurns(
        List.of(
            turns.sequence(stage.get(FIRST), Fib::of), turns.sequence(stage.get(SECOND), Fib::of)),
        turns);
    return turns;
  }

  /** Round by round: each that has a value left gives it; each that had its last one is done. */
  private static Evidence turns(Arguments in, Turns seen) {
    List<String> expected = new ArrayList<>();
    int longest = Math.max(in.get(FIRST), in.get(SECOND));
    for (int round = 1; round <= longest + 1; round++) {
      for (int length : List.of(in.get(FIRST), in.get(SECOND))) {
        if (round <= length) {
          expected.add(Long.toString(Fib.byAddition(round)));
        } else if (round == length + 1) {
          expected.add("done");
        }
      }
    }
    return equal(String.join(" ", expected), String.join(" ", seen.given()));
  }

  private static Turns shortOnes(RoundRobin edition, Stage stage) throws Exception {
    var turns = new Turns(stage);
    edition.takeTurns(List.of(turns.sequence(0, Fib::of), turns.sequence(1, Fib::of)), turns);
    return turns;
  }

  private static Outcome<Void> none(RoundRobin edition, Stage stage) throws InterruptedException {
    return outcomeOf(edition, stage, List.of(), new Turns(stage));
  }

  /**
   * A call that fails.
   *
   * @param thrown what the term or the output threw
   * @param outcome what the caller got
   * @param turns what was computed
   */
  private record Failing(Throwable thrown, Outcome<Void> outcome, Turns turns) {
    Evidence itself() {
      boolean same = outcome instanceof Outcome.Threw<Void>(Throwable t) && t == thrown;
      return that(same, "that it " + outcome);
    }

    Evidence itselfOrCause() {
      boolean same =
          outcome instanceof Outcome.Threw<Void>(Throwable t)
              && (t == thrown || t.getCause() == thrown);
      return that(same, "that it " + outcome);
    }
  }

  private static Failing abandoned(RoundRobin edition, Stage stage) throws InterruptedException {
    var turns = new Turns(stage);
    var enough = new IllegalStateException("enough");
    var values = new AtomicInteger();
    Output<Long> output =
        output(value -> {
          if (values.incrementAndGet() == 3) {
            throw enough;
          }
        });
    Sequence<Long> sequence = turns.sequence(5, Fib::of);
    Outcome<Void> outcome = outcomeOf(edition, stage, List.of(sequence, sequence), output);
    Turns.pause();
    return new Failing(enough, outcome, turns);
  }

  private static Failing failing(RoundRobin edition, Stage stage) throws InterruptedException {
    var failure = new IllegalStateException("term 2 cannot be computed");
    return fail(
        edition,
        stage,
        failure,
        n -> {
          throw failure;
        });
  }

  private static Failing failingWithAnError(RoundRobin edition, Stage stage)
      throws InterruptedException {
    var failure = new AssertionError("term 2 cannot be computed");
    return fail(
        edition,
        stage,
        failure,
        n -> {
          throw failure;
        });
  }

  /** The second term of the first generator fails; the second generator has had one turn. */
  private static Failing fail(
      RoundRobin edition, Stage stage, Throwable failure, Term<Long> failing)
      throws InterruptedException {
    var turns = new Turns(stage);
    Sequence<Long> first = turns.sequence(5, n -> n == 2 ? failing.compute(n) : Fib.of(n));
    Sequence<Long> second = turns.sequence(5, Fib::of);
    Outcome<Void> outcome = outcomeOf(edition, stage, List.of(first, second), turns);
    return new Failing(failure, outcome, turns);
  }

  /**
   * A term that catches the interrupt, and what became of it.
   *
   * @param after how many values were computed after the interrupt
   */
  private record Stubborn(Outcome<Void> outcome, int after) {}

  private static Stubborn stubborn(RoundRobin edition, Stage stage) throws InterruptedException {
    var waiting = new CountDownLatch(1);
    var after = new AtomicInteger();
    Term<Long> term =
        n -> {
          if (n == 1) {
            waiting.countDown();
            try {
              new CountDownLatch(1).await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
              return 1L; // as if nothing had happened
            }
          }
          after.incrementAndGet();
          return Fib.of(n);
        };
    Actor<Void> caller =
        caller(edition, stage, List.of(new Sequence<>(3, term)), output(value -> {}));
    waiting.await(stage.patience().toMillis(), TimeUnit.MILLISECONDS);
    caller.seenWaiting();
    caller.interrupt();
    Outcome<Void> outcome = caller.end();
    return new Stubborn(outcome, after.get());
  }

  /** Makes the call in a thread of its own, so that one that never returns is seen. */
  private static <T> Outcome<Void> outcomeOf(
      RoundRobin edition, Stage stage, List<Sequence<T>> sequences, Output<? super T> output)
      throws InterruptedException {
    return caller(edition, stage, sequences, output).end();
  }

  private static <T> Actor<Void> caller(
      RoundRobin edition, Stage stage, List<Sequence<T>> sequences, Output<? super T> output) {
    return stage.actor(
        "caller",
        () -> {
          edition.takeTurns(sequences, output);
          return null;
        });
  }

  private static <T> Output<T> output(Consumer<T> values) {
    return new Output<>() {
      @Override
      public void value(T value) {
        values.accept(value);
      }

      @Override
      public void done() {}
    };
  }

  private static void compute(RoundRobin edition, Interruption interruption) throws Exception {
    take(
        edition,
        n -> {
          interruption.end();
          return n;
        });
  }

  private static void waitInside(RoundRobin edition, Interruption interruption) throws Exception {
    take(
        edition,
        n -> {
          interruption.await();
          return n;
        });
  }

  private static void take(RoundRobin edition, Term<Integer> term) throws Exception {
    edition.takeTurns(List.of(new Sequence<>(1, term)), output(value -> {}));
  }
}
