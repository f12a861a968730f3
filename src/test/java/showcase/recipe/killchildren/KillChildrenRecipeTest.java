package showcase.recipe.killchildren;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import showcase.catalogue.Edition;
import showcase.process.ProcessTree;
import showcase.recipe.Interrupted;
import showcase.recipe.Planted;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillChildrenRecipeTest {
  private static final Map<String, String> FEW = Map.of("children", "2");

  /** By name only: the modern class is compiled for its own Java release. */
  private static Class<?> edition(String name) throws ClassNotFoundException {
    return Class.forName("showcase.recipe.killchildren.KillChildren" + name);
  }

  private static void signal(String name, Parent parent) throws Exception {
    String pid = Long.toString(parent.handle().pid());
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
  }

  /** A real parent in a JVM of its own, and its children's process ids looked for afterwards. */
  @ParameterizedTest
  @CsvSource({
    "Classic,INT",
    "Classic,TERM",
    "Classic,KILL",
    "Modern,INT",
    "Modern,TERM",
    "Modern,KILL"
  })
  void noChildOutlivesASignalledParent(String edition, String signal) throws Exception {
    assumeFalse(signal.equals("INT") && Endings.isInterruptIgnored(), Endings.IGNORED);
    var family = new Family(4, 1, Duration.ofMillis(100));
    Parent parent = Parent.start(edition(edition), family);
    List<ProcessHandle> children = parent.family();
    try {
      assertEquals(8, children.stream().filter(child -> !ProcessTree.hasEnded(child)).count());
      signal(signal, parent);

      await().atMost(Duration.ofSeconds(30)).until(() -> ProcessTree.hasEnded(parent.handle()));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> children.stream().allMatch(ProcessTree::hasEnded));
    } finally {
      parent.handle().destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Why the children are on a leash. */
  @Test
  void aPlainSleepOutlivesItsKilledParent() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait").start();
    long pid = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle sleeper = ProcessHandle.of(pid).orElseThrow();
    parent.toHandle().destroyForcibly();
    assertTrue(parent.waitFor(30, TimeUnit.SECONDS));

    assertFalse(ProcessTree.hasEnded(sleeper));
    sleeper.destroyForcibly();
  }

  @Test
  void aChildEndsWhenItsLeashIsCut() throws Exception {
    for (boolean stubborn : List.of(false, true)) {
      Child child = Child.start(stubborn);
      child.process().getOutputStream().close();
      await().until(() -> Child.handles(List.of(child)).stream().allMatch(ProcessTree::hasEnded));
    }
  }

  @Test
  void onlyAStubbornChildIgnoresSigterm() throws Exception {
    Child polite = Child.start(false);
    Child stubborn = Child.start(true);
    Child.handles(List.of(polite, stubborn)).forEach(ProcessHandle::destroy);

    assertEquals(128 + 15, polite.process().waitFor());
    assertFalse(ProcessTree.hasEnded(stubborn.process().toHandle()));
    assertFalse(ProcessTree.hasEnded(stubborn.sleeper()));
    ProcessTree.end(stubborn.process().toHandle(), Duration.ZERO);
  }

  @Test
  void anInterruptInTheMiddleLeavesNothing() throws Exception {
    var given = Map.of("children", "3", "stubborn", "1", "grace", "200");
    Interrupted.endsClean(KillChildrenRecipe.RECIPE, given);
  }

  @Test
  void claimsCatchChildrenThatNobodyEnds() throws Exception {
    List<Child> left = new ArrayList<>();
    Edition broken =
        (in, transcript) -> {
          var endings = new Endings(transcript);
          endings.all(
              work -> work.with(start(left, Family.of(in))), edition("Classic"), Family.of(in));
        };
    try {
      assertEquals(
          List.of("no child is alive after a normal end", "no child is alive after an exception"),
          Planted.failing(KillChildrenRecipe.RECIPE, FEW, broken));
    } finally {
      Child.handles(left).forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A parent that trusts in finally alone: no signal but the end of the pipes tells a child. */
  @Test
  void claimsCatchAParentWithoutAHookWhoseChildrenReadNothing() throws Exception {
    Edition broken =
        (in, transcript) -> {
          var endings = new Endings(transcript, Duration.ofSeconds(1));
          endings.all(work -> {}, Leashless.class, Family.of(in));
        };
    var failing = Planted.failing(KillChildrenRecipe.RECIPE, FEW, broken);
    assertTrue(
        failing.containsAll(
            List.of(
                "no child is alive after SIGTERM",
                "no child is alive after SIGKILL of the parent")),
        failing::toString);
  }

  /** Starts plain sleepers, and has no way to end them. They end by themselves, some time later. */
  static final class Leashless {
    public static void main(String[] words) throws Exception {
      Parent.await(work -> {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < Family.parse(words).children(); i++) {
          Process process = sleeper();
          children.add(new Child(process, sleeper().toHandle()));
        }
        work.with(children);
      });
    }

    private static Process sleeper() throws IOException {
      return new ProcessBuilder("sleep", "30").start();
    }
  }

  private static List<Child> start(List<Child> left, Family family) throws IOException {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < family.children(); i++) {
      children.add(Child.start(false));
    }
    left.addAll(children);
    return children;
  }
}
