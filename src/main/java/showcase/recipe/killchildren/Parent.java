package showcase.recipe.killchildren;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import showcase.process.JavaCommand;
import showcase.recipe.killchildren.Family.Keeper;

/** A parent in a JVM of its own, to be ended by a signal. */
final class Parent {
  private final Process process;

  private Parent(Process process) {
    this.process = process;
  }

  /**
   * Starts a parent.
   *
   * @param main its main class, which calls {@link #await}
   * @param family the children that it is to have
   */
  static Parent start(Class<?> main, Family family) throws IOException {
    // Not JavaCommand: that makes a process deaf to Ctrl-C, and here this is the point.
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JavaCommand.SHORT_LIVED);
    words.addAll(List.of("--enable-preview", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add(main.getName());
    words.addAll(family.words());
    return new Parent(new ProcessBuilder(words).redirectError(Redirect.INHERIT).start());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until the parent has started its family, and gives all of it. */
  List<ProcessHandle> family() throws IOException {
    String pids = process.inputReader().readLine();
    if (pids == null) {
      throw new IOException("the parent ended before its children were there");
    }
    return Arrays.stream(pids.split(" "))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  /** In the parent itself: keeps the children until a signal or the end of its input. */
  static void await(Keeper keeper) throws Exception {
    try {
      keeper.keep(children -> {
        System.out.println(
            Child.handles(children).stream()
                .map(handle -> Long.toString(handle.pid()))
                .collect(Collectors.joining(" ")));
        awaitEndOfInput();
      });
    } catch (InterruptedException e) {
      // a signal came, and the children have ended
    }
  }

  /** A parent has a parent, too, and does not outlive it. */
  private static void awaitEndOfInput() throws InterruptedException {
    var end = new CountDownLatch(1);
    Thread reader = new Thread(() -> readInput(end), "stdin");
    reader.setDaemon(true);
    reader.start();
    end.await();
  }

  private static void readInput(CountDownLatch end) {
    try {
      System.in.read();
    } catch (IOException e) {
      // a broken pipe: the end as well
    } finally {
      end.countDown();
    }
  }
}
