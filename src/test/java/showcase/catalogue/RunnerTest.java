package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.Footprint.Left;
import showcase.observe.Observation;
import showcase.observe.ThreadCount;

class RunnerTest {
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  /** The interface that the editions of these tests implement: a call with a task. */
  private interface Caller {
    Object call(Callable<Object> task) throws Exception;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private static Verdict run(
      Duration deadline, Supplier<Caller> edition, Situation<Caller, ?>... situations)
      throws Exception {
    Observation.warmUp();
    List<Situation<Caller, ?>> all = List.of(situations);
    var recipe =
        Recipe.<Caller>recipe(1, "test", "Test", "Test", Caller.class)
            .topic(Topic.THREADS)
            .problem("p")
            .python("p")
            .edition("only", edition)
            .whatChanges("w")
            .keepTheClassicWhen("k")
            .watchOutFor("w")
            .situations(() -> all)
            .build();
    return new Runner(deadline).run(recipe, "only", Arguments.defaults(recipe));
  }

  @SafeVarargs
  private static List<Passage> passages(Caller edition, Situation<Caller, ?>... situations)
      throws Exception {
    Verdict verdict = run(ENOUGH, () -> edition, situations);
    return assertInstanceOf(Ran.class, verdict.outcome()).situations();
  }

  private static Situation<Caller, Object> saysYes() {
    return situation("asked", (Caller edition, Stage stage) -> edition.call(() -> "yes"))
        .claim("it says yes", (in, said) -> Evidence.equal("yes", said))
        .shows("it says", (in, said) -> said);
  }

  @Test
  void anEditionWhoseClaimsHoldIsFine() throws Exception {
    Verdict verdict = run(ENOUGH, () -> Callable::call, saysYes());
    assertTrue(verdict.fine());
    assertEquals(0, verdict.failedClaims());
  }

  @Test
  void factsThatMayDifferAreShown() throws Exception {
    Passage passage = passages(task -> "no", saysYes()).getFirst();
    assertEquals(List.of(new Situation.Shown("it says", "no")), passage.shows());
  }

  @Test
  void aClaimThatDoesNotHoldIsCounted() throws Exception {
    Verdict verdict = run(ENOUGH, () -> task -> "no", saysYes());
    assertFalse(verdict.fine());
    assertEquals(1, verdict.failedClaims());
  }

  @Test
  void anExceptionInAPlayFailsItsClaimsButNotTheNextSituation() throws Exception {
    var calls = new AtomicBoolean();
    List<Passage> passages =
        passages(
            task -> {
              if (calls.compareAndSet(false, true)) {
                throw new IllegalStateException("broken\nin two lines");
              }
              return task.call();
            },
            saysYes(),
            saysYes());
    assertEquals("IllegalStateException: broken", passages.get(0).error().orElseThrow());
    assertEquals(
        "not reached: IllegalStateException: broken",
        passages.get(0).claims().getFirst().evidence().saw());
    assertTrue(passages.get(1).fine());
  }

  @Test
  void eachSituationGetsAnEditionOfItsOwn() throws Exception {
    var used = new AtomicBoolean[1];
    Verdict verdict =
        run(
            ENOUGH,
            () -> {
              used[0] = new AtomicBoolean();
              return task -> used[0].compareAndSet(false, true) ? "yes" : "used before";
            },
            saysYes(),
            saysYes());
    assertTrue(verdict.fine());
  }

  @Test
  void aThreadThatLivesWhenTheSituationEndsIsLeftBehind() throws Exception {
    var end = new CountDownLatch(1);
    Passage passage =
        passages(
                task -> {
                  Thread.ofVirtual().start(() -> Outcome.of(() -> await(end)));
                  return "yes";
                },
                saysYes())
            .getFirst();
    end.countDown();
    assertEquals(new Left(1, 0, 0), passage.left());
    assertFalse(passage.fine());
  }

  @Test
  void threadsOfASituationDoNotCountForTheEdition() throws Exception {
    var acting =
        situation(
            "with an actor",
            (Caller edition, Stage stage) -> stage.actor("actor", () -> edition.call(null)).end());
    Verdict verdict =
        run(
            ENOUGH,
            () ->
                task -> {
                  Thread.ofPlatform().start(() -> {}).join();
                  return "yes";
                },
            acting);
    assertTrue(verdict.fine());
    assertEquals(new ThreadCount(1, 0), ((Ran) verdict.outcome()).threads());
  }

  @Test
  void anActorThatNeverEndsIsLeftBehind() throws Exception {
    var end = new CountDownLatch(1);
    var hanging =
        situation(
            "hanging",
            (Caller edition, Stage stage) -> {
              stage.actor("actor", () -> edition.call(null));
              return "yes";
            });
    Passage passage = passages(endingOnlyAt(end), hanging).getFirst();
    end.countDown();
    assertEquals(new Left(1, 0, 0), passage.left());
  }

  @Test
  void theStageSeesUncaughtExceptions() throws Exception {
    var dying =
        situation(
                "a thread dies",
                (Caller edition, Stage stage) -> {
                  edition.call(null);
                  return stage.uncaught();
                })
            .claim(
                "it is seen",
                (in, uncaught) ->
                    Evidence.equal("[java.lang.AssertionError: dead]", uncaught.toString()));
    Caller dies =
        task -> {
          var thread =
              new Thread(() -> {
                throw new AssertionError("dead");
              });
          thread.start();
          thread.join();
          return null;
        };
    assertTrue(passages(dies, dying).getFirst().fine());
  }

  @Test
  void atTheDeadlineASituationIsInterruptedAndReported() throws Exception {
    var interrupted = new AtomicBoolean();
    Verdict verdict =
        run(
            Duration.ofMillis(500),
            () ->
                task -> {
                  try {
                    return await(new CountDownLatch(1));
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                  }
                },
            saysYes(),
            saysYes());
    assertTrue(interrupted.get());
    assertEquals(
        List.of(
            "TimeoutException: it did not end in time",
            "TimeoutException: it was not posed: out of time"),
        errors(verdict));
  }

  /** Ends only when told, whatever interrupts it. */
  private static Caller endingOnlyAt(CountDownLatch end) {
    return task -> {
      while (end.getCount() > 0) {
        Outcome.of(() -> await(end));
      }
      return "yes";
    };
  }

  @Test
  void aSituationThatCannotBeEndedIsReportedAndSoAreThoseBehindIt() throws Exception {
    var end = new CountDownLatch(1);
    Verdict verdict = run(Duration.ofMillis(200), () -> endingOnlyAt(end), saysYes(), saysYes());
    end.countDown();
    assertEquals(
        List.of(
            "TimeoutException: it cannot be ended",
            "TimeoutException: it was not posed: the one before cannot be ended"),
        errors(verdict));
    assertEquals(new Left(1, 0, 0), ((Ran) verdict.outcome()).left());
  }

  @Test
  void actorsThatNeverEndCostTheRunnersPatienceOnce() throws Exception {
    var end = new CountDownLatch(1);
    Situation<Caller, Object> hanging =
        situation(
            "hanging",
            (Caller edition, Stage stage) -> {
              for (int i = 0; i < 4; i++) {
                stage.actor("actor", () -> edition.call(null));
              }
              return "yes";
            });
    Verdict verdict = run(Duration.ofMillis(200), () -> endingOnlyAt(end), hanging, saysYes());
    end.countDown();
    assertEquals(List.of("TimeoutException: it was not posed: out of time"), errors(verdict));
    assertEquals(new Left(4, 0, 0), ((Ran) verdict.outcome()).left());
  }

  @Test
  void whereTheRunnerFailsEverySituationIsReported() throws Exception {
    Situation<Caller, Object> breaking =
        situation(
            "breaks the runner",
            (Caller edition, Stage stage) -> {
              throw new IllegalStateException() {
                @Override
                public String getMessage() {
                  throw new AssertionError("no message");
                }
              };
            });
    String why = "TimeoutException: the runner failed: java.lang.AssertionError: no message";
    assertEquals(
        List.of(why, why),
        errors(run(ENOUGH, () -> Callable::call, breaking.claim("c", null), saysYes())));
  }

  private static List<String> errors(Verdict verdict) {
    Ran ran = assertInstanceOf(Ran.class, verdict.outcome());
    return ran.situations().stream().flatMap(passage -> passage.error().stream()).toList();
  }

  @Test
  void anInterruptedCallerInterruptsTheRunAndWaitsForIt() throws Exception {
    var started = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    Caller waiting =
        task -> {
          started.countDown();
          try {
            return await(new CountDownLatch(1));
          } finally {
            ended.set(true);
          }
        };
    var caller =
        Thread.ofPlatform()
            .start(() ->
                assertThrows(
                    InterruptedException.class, () -> run(ENOUGH, () -> waiting, saysYes())));
    started.await();
    caller.interrupt();
    caller.join();
    assertTrue(ended.get());
  }

  @Test
  void anEditionOfAnotherReleaseIsUnsupportedAndFine() throws Exception {
    Verdict verdict =
        run(
            ENOUGH,
            () -> {
              throw new UnsupportedClassVersionError("compiled for another release");
            },
            saysYes());
    assertInstanceOf(Verdict.Unsupported.class, verdict.outcome());
    assertTrue(verdict.fine());
  }

  private static List<Passage> interrupted(Caller edition) throws Exception {
    return passages(
        edition,
        interruptedBefore((caller, interruption) -> caller.call(() -> wait(interruption))),
        interruptedWhile("it waits", 1, (caller, in) -> caller.call(() -> wait(in))),
        interruptedWhile("it computes", 1, (caller, in) -> caller.call(() -> compute(in))),
        interruptedAtTheEnd((caller, in) -> caller.call(() -> end(in))));
  }

  @Test
  void anEditionThatEndsWhenInterruptedIsFine() throws Exception {
    for (Passage passage : interrupted(Callable::call)) {
      assertTrue(passage.fine(), passage::toString);
    }
  }

  @Test
  void anEditionThatSwallowsTheInterruptFailsEveryTime() throws Exception {
    Caller swallowing =
        task -> {
          try {
            return task.call();
          } catch (InterruptedException e) {
            return null;
          }
        };
    for (Passage passage : interrupted(swallowing).subList(0, 3)) {
      assertFalse(passage.fine(), passage::toString);
    }
  }

  /** Does not wait for its task when it is interrupted. */
  private static final Caller HASTY =
      task -> {
        var thread = new Thread(() -> Outcome.of(task));
        thread.start();
        try {
          thread.join();
        } finally {
          thread.interrupt();
        }
        return null;
      };

  @Test
  void anEditionThatDoesNotWaitForItsTaskFailsEveryTime() throws Exception {
    for (Passage passage : interrupted(HASTY).subList(1, 3)) {
      assertEquals(
          List.of("no task runs when it is thrown"),
          passage.failedClaims().map(Claim.Result::text).toList());
    }
  }

  /** Unless the task happens to end before the interrupt. */
  @Test
  void anEditionThatDoesNotWaitForItsLastTaskFailsInOneOfManyRuns() throws Exception {
    var failed = new ArrayList<String>();
    for (int run = 0; failed.isEmpty() && run < 100; run++) {
      interrupted(HASTY).getLast().failedClaims().map(Claim.Result::text).forEach(failed::add);
    }
    assertEquals(List.of("no task runs when the call ends"), failed);
  }

  /** The deadline interrupts it while it waits for a task that never arrives. */
  @Test
  void aSituationThatIsInterruptedLeavesNoWitnessBehind() throws Exception {
    var caller = new AtomicReference<Thread>();
    Verdict verdict =
        run(
            Duration.ofMillis(200),
            () -> Callable::call,
            interruptedWhile(
                "it waits",
                1,
                (edition, in) ->
                    edition.call(() -> {
                      caller.set(Thread.currentThread());
                      return await(new CountDownLatch(1));
                    })));
    assertFalse(verdict.fine());
    assertTrue(caller.get().join(Duration.ofSeconds(20)));
    Ran ran = assertInstanceOf(Ran.class, verdict.outcome());
    assertEquals(0, ran.left().threads(), ran::toString);
  }

  @Test
  void aClaimThatDoesNotApplyIsNotMadeOfASituationThatFails() throws Exception {
    Situation<Caller, ?> failing =
        Situation.<Caller, Object>situation(
                "fails",
                (edition, stage) -> {
                  throw new IOException("on purpose");
                })
            .claim("it applies", (in, seen) -> Evidence.that(true, "yes"))
            .claimIf(in -> false, "it does not", (in, seen) -> Evidence.that(true, "yes"));
    assertEquals(
        List.of("it applies"),
        passages(Callable::call, failing).getFirst().claims().stream()
            .map(Claim.Result::text)
            .toList());
  }

  /** The interrupt may come as the call ends: then the call keeps it, and the count is made again. */
  @Test
  void anInterruptDoesNotEndTheCount() throws Exception {
    Passage passage =
        passages(
                Callable::call,
                interruptedAtTheEnd((caller, in) ->
                    in.call(
                        () -> caller.call(() -> "yes"),
                        () -> {
                          in.arrive();
                          Thread.sleep(50);
                          return 0;
                        })))
            .getFirst();
    assertTrue(passage.fine(), passage::toString);
  }

  @Test
  void whatDoesNotUseTheWitnessIsCountedDirectlyAfterTheCall() throws Exception {
    var running = new AtomicInteger(1);
    Passage passage =
        passages(
                Callable::call,
                interruptedWhile(
                    "it waits",
                    1,
                    (caller, in) -> {
                      try {
                        in.call(() -> caller.call(() -> wait(in)), running::get);
                      } finally {
                        running.set(0); // as a situation ends what the edition has left
                      }
                    }))
            .getFirst();
    assertEquals(
        List.of("no task runs when it is thrown"),
        passage.failedClaims().map(Claim.Result::text).toList());
  }

  private static Object wait(Interruption interruption) throws InterruptedException {
    interruption.await();
    return null;
  }

  private static Object compute(Interruption interruption) throws InterruptedException {
    interruption.compute();
    return null;
  }

  private static Object end(Interruption interruption) {
    interruption.end();
    return null;
  }

  private static Object await(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return "yes";
  }

  /** Poses something to an edition that does nothing, and returns the passage. */
  private static Passage posed(Situation.Play<Caller, Object> play) throws Exception {
    return passages(task -> "", situation("posed", play)).getFirst();
  }

  @Test
  void aSpanThatIsNotEndedEndsWithItsSituation() throws Exception {
    Passage passage = posed((edition, stage) -> stage.does("task", "waits"));
    Span span = passage.run().spans().getFirst();
    assertEquals(passage.took().toNanos(), span.to());
    assertEquals("task waits", span.subject() + " " + span.what());
  }

  @Test
  void theFirstEndOfASpanCounts() throws Exception {
    var ended = new AtomicLong();
    Passage passage =
        posed((edition, stage) -> {
          Stage.Doing doing = stage.does("task", "waits");
          doing.end();
          ended.set(System.nanoTime());
          Thread.sleep(1);
          doing.end();
          return doing;
        });
    assertTrue(passage.run().spans().getFirst().to() <= ended.get() - passage.start());
  }

  @Test
  void aStepThatThrowsEndsItsSpan() throws Exception {
    var ended = new AtomicLong();
    Passage passage =
        posed((edition, stage) -> {
          Outcome<Object> outcome =
              Outcome.of(() ->
                  stage.does(
                      "task",
                      "fails",
                      () -> {
                        throw new IllegalStateException();
                      }));
          ended.set(System.nanoTime());
          Thread.sleep(1);
          return outcome;
        });
    assertTrue(passage.run().spans().getFirst().to() <= ended.get() - passage.start());
  }

  /** A thread that is left behind may do something when the situation is over. */
  @Test
  void whatIsDoneAfterTheSituationIsNoSpan() throws Exception {
    var transcript = new Transcript();
    Thread.sleep(1);
    transcript.does("task", "comes late").end();
    assertEquals(List.of(), transcript.soFar(Duration.ZERO).spans());
  }

  @Test
  void aSpanThatEndsAfterTheSituationIsCutThere() {
    var transcript = new Transcript();
    transcript.does("task", "waits").end();
    long from = transcript.soFar(Duration.ofMinutes(1)).spans().getFirst().from();
    assertEquals(from, transcript.soFar(Duration.ofNanos(from)).spans().getFirst().to());
  }
}
