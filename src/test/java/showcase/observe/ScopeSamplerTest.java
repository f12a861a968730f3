package showcase.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Runner;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.ScopeTree.Member;
import showcase.process.TemporaryFolder;

/** Samples the scopes of modern editions on the release that runs this test. */
class ScopeSamplerTest {

  /** A run, and what the sampler saw meanwhile. */
  private record Sampled(Ran ran, Optional<ScopeTree> seen) {}

  @BeforeAll
  static void warmUp() throws Exception {
    Observation.warmUp();
  }

  /** Poses the recipe's first situation to its modern edition. */
  private static Sampled sample(String name) throws Exception {
    Recipe<?> recipe =
        Catalogue.recipes().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    var first = recipe.situations().getFirst();
    Verdict verdict;
    var sampler = ScopeSampler.start();
    try (sampler) {
      verdict =
          new Runner(Duration.ofSeconds(60))
              .run(recipe, "modern", Arguments.defaults(recipe), each -> each == first);
    }
    assertTrue(verdict.fine(), verdict::toString);
    return new Sampled(assertInstanceOf(Ran.class, verdict.outcome()), sampler.richest());
  }

  /** Its threads wait for each other's lock until the scope's deadline, 200 ms later. */
  @Test
  void seesForksAndWhatTheyWaitFor() throws Exception {
    ScopeTree tree = sample("deadlock").seen.orElseThrow();
    assertEquals(1, tree.depth());
    assertEquals(2, tree.size());
    for (Member fork : tree.scopes().getFirst().forks()) {
      assertEquals(Optional.of(true), fork.virtual());
      assertTrue(fork.name().startsWith("task"), fork::toString);
      assertTrue(fork.at().isPresent(), fork::toString);
      if (Runtime.version().feature() >= 25) {
        assertTrue(fork.state().isPresent(), fork::toString);
      }
    }
    assertEquals("run", tree.scopes().getFirst().owner().name());
  }

  /** A fork of the outer scope opens the producer's while the consumer, the other fork, computes. */
  @Test
  void seesAScopeInAScope() throws Exception {
    ScopeTree tree = sample("producer-consumer").seen.orElseThrow();
    assertEquals(2, tree.depth());
    assertEquals(3, tree.size());
    var outer = tree.scopes().getFirst();
    assertTrue(outer.forks().contains(outer.children().getFirst().owner()), tree::toString);
  }

  /** A scope can open and close while the dump is written, so the dump's whole time counts. */
  @Test
  void seesTheScopeWhileItIsOpen() throws Exception {
    Sampled sampled = sample("deadlock");
    var passage = sampled.ran.situations().getFirst();
    ScopeTree tree = sampled.seen.orElseThrow();
    long end = passage.start() + passage.took().toNanos();
    assertTrue(tree.to() >= tree.from(), tree::toString);
    assertTrue(tree.to() - passage.start() >= 0, () -> tree.to() - passage.start() + " ns");
    assertTrue(end - tree.from() >= 0, () -> end - tree.from() + " ns");
  }

  @Test
  void seesNoScopeInPools() throws Exception {
    var end = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(2);
        var each = Executors.newVirtualThreadPerTaskExecutor();
        var sampler = ScopeSampler.start()) {
      for (var executor : List.of(pool, each)) {
        executor.submit(() -> {
          end.await();
          return null;
        });
      }
      Thread.sleep(100);
      end.countDown();
      assertEquals(Optional.empty(), sampler.richest());
    }
  }

  @Test
  void itsThreadIsNotTheEditions() throws Exception {
    Ran ran = sample("deadlock").ran;
    assertEquals(new Footprint.Left(0, 0, 0), ran.left());
    assertEquals(0, ran.threads().platform());
    assertEquals(List.of(), ran.lives().stream().filter(life -> isSampler(life.thread())).toList());
  }

  private static boolean isSampler(SeenThread thread) {
    return thread.name().startsWith("scope-sampler");
  }

  @Test
  void leavesNothing() throws Exception {
    Footprint before = Footprint.now(Set.of());
    try (var sampler = ScopeSampler.start()) {
      Thread.sleep(50);
      assertEquals(Optional.empty(), sampler.richest());
    }
    assertEquals(
        Set.of(),
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("scope-sampler"))
            .collect(Collectors.toSet()));
    assertEquals(new Footprint.Left(0, 0, 0), before.lookAfter(Set.of()).left());
    try (Stream<?> files =
        Files.list(TemporaryFolder.path())
            .filter(file -> file.toString().endsWith(ThreadDump.FILE_END))) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void anInterruptIsKeptAndDoesNotShortenTheWaitForItsThread() {
    Thread.currentThread().interrupt();
    ScopeSampler.start().close();
    boolean interrupted = Thread.interrupted();
    assertTrue(interrupted);
    assertEquals(
        0,
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("scope-sampler"))
            .count());
  }

  private static ScopeTree tree(int forks, ScopeTree.Scope... children) {
    Member fork =
        new Member(
            1,
            "",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            OptionalLong.empty());
    var scope = new ScopeTree.Scope("", fork, Collections.nCopies(forks, fork), List.of(children));
    return new ScopeTree(0, 0, List.of(scope));
  }

  /** The threads of a situation with thousands cannot be drawn. */
  @Test
  void theMostForksAreTheRichestUnlessTheyAreTooMany() {
    ScopeTree three = tree(3);
    ScopeTree nested = tree(2, tree(1).scopes().getFirst());
    ScopeTree many = tree(1_000);
    ScopeTree more = tree(2_000);
    assertEquals(
        List.of(nested, three, many, more),
        Stream.of(many, three, more, nested).sorted(ScopeSampler.BY_RICHNESS.reversed()).toList());
  }
}
