package showcase.recipe.killchildren;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask.State;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.ProcessTree;
import showcase.recipe.killchildren.Family.Work;

/**
 * Each child is a fork of one scope: whoever leaves the scope has ended them all.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run kill-children --edition modern}
 *
 * <p>Prefer children that end by themselves, as these do when their input ends: it is the
 * only thing that helps where this JVM is killed.
 */
final class KillChildrenModern implements Edition {

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    var family = Family.of(in);
    var endings = new Endings(transcript);
    endings.all(work -> keep(family, work), KillChildrenModern.class, family);
  }

  /** The parent that is ended by a signal, in a JVM of its own. */
  public static void main(String[] words) throws Exception {
    Parent.await(work -> keep(Family.parse(words), work));
  }

  private static void keep(Family family, Work work) throws Exception {
    var started = new LinkedBlockingQueue<Child>();

    // Ctrl-C and SIGTERM interrupt nobody. This hook does, and the scope hands it on.
    var hook = ShutdownHook.interrupting(Thread.currentThread());

    // The first to complete ends all others: that is the work, unless a child dies early.
    try (var scope = StructuredTaskScope.open(Joiner.allUntil(first -> true))) {
      for (int i = 0; i < family.children(); i++) {
        boolean stubborn = family.isStubborn(i);
        scope.fork(() -> live(stubborn, family, started));
      }
      scope.fork(() -> workWith(started, family, work));
      var all = scope.join();
      var failed = all.filter(one -> one.state() == State.FAILED).findFirst();
      if (failed.isPresent()) {
        throw new ExecutionException(failed.get().exception());
      }
    } finally {
      hook.remove();
    }
  }

  private static Void live(boolean stubborn, Family family, BlockingQueue<Child> started)
      throws Exception {
    Child child = Child.start(stubborn);
    try {
      started.add(child);
      child.process().onExit().get();
      throw new IllegalStateException("a child has ended early");
    } finally {
      // On any way out, above all when the scope interrupts: the child and what is below.
      ProcessTree.end(child.process().toHandle(), family.grace());
    }
  }

  private static Void workWith(BlockingQueue<Child> started, Family family, Work work)
      throws Exception {
    List<Child> children = new ArrayList<>();
    while (children.size() < family.children()) {
      children.add(started.take());
    }
    work.with(children);
    return null;
  }
}
