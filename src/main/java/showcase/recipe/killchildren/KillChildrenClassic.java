package showcase.recipe.killchildren;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Edition;
import showcase.catalogue.Transcript;
import showcase.process.ProcessTree;
import showcase.recipe.killchildren.Family.Work;

/**
 * A {@code finally} ends the children, and a shutdown hook where no finally runs.
 *
 * <p>Run it:
 * {@code java --enable-preview -jar showcase.jar run kill-children --edition classic}
 *
 * <p>Prefer children that end by themselves, as these do when their input ends: it is the
 * only thing that helps where this JVM is killed.
 */
final class KillChildrenClassic implements Edition {
  private static final Duration DYING = Duration.ofSeconds(5);

  @Override
  public void run(Arguments in, Transcript transcript) throws Exception {
    var family = Family.of(in);
    var endings = new Endings(transcript);
    endings.all(work -> keep(family, work), KillChildrenClassic.class, family);
  }

  /** The parent that is ended by a signal, in a JVM of its own. */
  public static void main(String[] words) throws Exception {
    Parent.await(work -> keep(Family.parse(words), work));
  }

  private static void keep(Family family, Work work) throws Exception {
    List<Child> children = new CopyOnWriteArrayList<>();

    // Ctrl-C and SIGTERM end the JVM around its threads: no finally runs, but this does.
    // A child that is started meanwhile is not in the list; its leash ends it.
    var hook = ShutdownHook.add(() -> end(children, family.grace()));
    try {
      for (int i = 0; i < family.children(); i++) {
        children.add(Child.start(family.isStubborn(i)));
        if (Thread.interrupted()) {
          throw new InterruptedException(); // starting a process is deaf to it
        }
      }
      work.with(children);
    } finally {
      end(children, family.grace());
      hook.remove();
    }
  }

  private static void end(List<Child> children, Duration grace) {
    // Listed before anything ends: a process whose parent has
    // gone is no descendant any more.
    List<ProcessHandle> tree =
        children.stream()
            .map(child -> child.process().toHandle())
            .flatMap(child -> Stream.concat(Stream.of(child), child.descendants()))
            .toList();

    // SIGTERM first: who has something to put in order can do so. An interrupt means that
    // there is no time for that.
    boolean interrupted = Thread.interrupted();
    tree.forEach(ProcessHandle::destroy);
    interrupted |= !await(tree, interrupted ? Duration.ZERO : grace);

    // SIGKILL, which nobody can ignore.
    tree.forEach(ProcessHandle::destroyForcibly);
    interrupted |= !await(tree, DYING);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(List<ProcessHandle> tree, Duration timeout) {
    try {
      ProcessTree.haveEnded(tree, timeout);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
