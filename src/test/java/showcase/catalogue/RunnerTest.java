package showcase.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Recipe.NamedEdition;

class RunnerTest {
  private static final Recipe RECIPE =
      Recipe.recipe(1, "test", "Test")
          .problem("p")
          .python("p")
          .claims(
              new Claim("it says yes", (in, run) -> Evidence.equal(List.of("yes"), run.saidBy(""))))
          .whatChanges("w")
          .keepTheClassicWhen("k")
          .watchOutFor("w")
          .build();

  private static Verdict run(Duration deadline, Supplier<Edition> maker) throws Exception {
    var edition = new NamedEdition("test", List.of(), maker);
    return new Runner(deadline).run(RECIPE, edition, Arguments.defaults(RECIPE));
  }

  private static Verdict run(Edition edition) throws Exception {
    return run(Duration.ofSeconds(30), () -> edition);
  }

  private static Verdict.Ran ran(Verdict verdict) {
    return assertInstanceOf(Verdict.Ran.class, verdict.outcome());
  }

  @Test
  void anEditionWhoseClaimsHoldIsFine() throws Exception {
    Verdict verdict = run((in, transcript) -> transcript.say("yes"));
    assertTrue(verdict.fine());
    assertEquals(0, verdict.failedClaims());
  }

  @Test
  void aClaimThatDoesNotHoldIsCounted() throws Exception {
    Verdict verdict = run((in, transcript) -> transcript.say("no"));
    assertFalse(verdict.fine());
    assertEquals(1, verdict.failedClaims());
  }

  @Test
  void whatAnEditionThrowsIsReportedBesideItsClaims() throws Exception {
    Verdict verdict =
        run((in, transcript) -> {
          transcript.say("yes");
          throw new IllegalStateException("broken\nin two lines");
        });
    assertFalse(verdict.fine());
    assertEquals("IllegalStateException: broken", ran(verdict).error().orElseThrow());
  }

  @Test
  void atTheDeadlineAnEditionIsInterruptedAndReported() throws Exception {
    var interrupted = new AtomicBoolean();
    Verdict verdict =
        run(
            Duration.ofMillis(50),
            () ->
                (in, transcript) -> {
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                  }
                });
    assertTrue(interrupted.get());
    assertEquals("TimeoutException: did not end within 0 s", ran(verdict).error().orElseThrow());
  }

  @Test
  void anInterruptedCallerInterruptsTheRunAndWaitsForIt() throws Exception {
    var started = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    var caller =
        Thread.ofPlatform()
            .start(() ->
                assertThrows(
                    InterruptedException.class,
                    () ->
                        run((in, transcript) -> {
                          started.countDown();
                          try {
                            new CountDownLatch(1).await();
                          } finally {
                            ended.set(true);
                          }
                        })));
    started.await();
    caller.interrupt();
    caller.join();
    assertTrue(ended.get());
  }

  @Test
  void anEditionOfAnotherReleaseIsUnsupportedAndFine() throws Exception {
    Verdict verdict =
        run(
            Duration.ofSeconds(30),
            () -> {
              throw new UnsupportedClassVersionError("compiled for another release");
            });
    assertInstanceOf(Verdict.Unsupported.class, verdict.outcome());
    assertTrue(verdict.fine());
  }
}
