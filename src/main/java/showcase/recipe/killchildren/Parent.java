package showcase.recipe.killchildren;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import showcase.process.JavaCommand;
import showcase.process.PidFile;
import showcase.process.ProcessTree;
import showcase.process.ResultStream;
import showcase.process.TemporaryFolder;

/** A JVM whose children are started by an edition, and that is ended by a signal. */
final class Parent implements AutoCloseable {
  private static final int OF_MAIN = 4;
  private static final long POLL_MILLIS = 20;

  private final List<Path> files = new ArrayList<>();
  private final Process process;

  /**
   * Starts a parent and returns when it has started its children.
   *
   * @param edition its class starts the children; its methods are not called in this JVM
   * @param grace how long the children may take to end after SIGTERM
   * @param pids gets the ids of the children's processes
   * @param goodbyes gets the ids of the children that say goodbye
   * @param scripts what the children do
   */
  Parent(KillChildren edition, Duration grace, PidFile pids, PidFile goodbyes, List<String> scripts)
      throws IOException, InterruptedException {
    Path folder = copyOf(edition.getClass());
    // Not JavaCommand: it makes a process ignore SIGINT, which is one of the signals to be tried.
    List<String> words = JavaCommand.inFolder(JavaCommand.exec());
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JavaCommand.shortLived());
    words.addAll(JavaCommand.resultFlags());
    words.addAll(List.of("--enable-preview", "-cp"));
    words.add(folder + ":" + JavaCommand.classPath());
    words.addAll(List.of(Parent.class.getName(), edition.getClass().getName()));
    words.addAll(List.of("" + grace.toMillis(), "" + pids.path(), "" + goodbyes.path()));
    words.addAll(scripts);
    var builder = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
    builder.environment().keySet().removeAll(JavaCommand.VARIABLES);
    process = builder.start();
    if (process.inputReader().readLine() == null) {
      close();
      throw new IOException("the parent ended before its children were there");
    }
  }

  /** In the parent. */
  public static void main(String[] args) throws Exception {
    var edition = (KillChildren) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    List<String> scripts = Arrays.asList(args).subList(OF_MAIN, args.length);
    edition.with(
        Children.of(Path.of(args[2]), Path.of(args[3]), scripts),
        Duration.ofMillis(Long.parseLong(args[1])),
        children -> {
          try (OutputStream out = ResultStream.open()) {
            out.write('\n'); // they are there
          }
          awaitEndOfParent();
        });
  }

  /** This process does not outlive its own parent either. */
  private static void awaitEndOfParent() throws InterruptedException {
    // Not by reading the input until it ends: a JVM that exits waits 300 ms for a thread that is in
    // native code, such as a read (VM_Exit::wait_for_threads_in_native_to_block).
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    while (!ProcessTree.hasEnded(parent)) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Copies the edition's class files, as this JVM loads them, for another JVM's class path. */
  private Path copyOf(Class<?> edition) throws IOException {
    Path top = Files.createTempDirectory(TemporaryFolder.path(), "parent");
    Path folder = top;
    files.add(top);
    for (String name : edition.getPackageName().split("\\.")) {
      folder = Files.createDirectory(folder.resolve(name));
      files.add(folder);
    }
    List<Class<?>> classes = new ArrayList<>(List.of(edition));
    classes.addAll(List.of(edition.getDeclaredClasses()));
    for (Class<?> each : classes) {
      String file = each.getName().substring(each.getPackageName().length() + 1) + ".class";
      try (InputStream bytes = each.getResourceAsStream(file)) {
        Path copy = folder.resolve(file);
        Files.copy(bytes, copy);
        files.add(copy);
      }
    }
    return top;
  }

  /** Sends it a signal, such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    String kill = "kill -" + name + " " + process.pid();
    new ProcessBuilder("sh", "-c", kill).start().waitFor();
  }

  /** Waits until the parent has ended. */
  void awaitEnd(Duration timeout) throws InterruptedException {
    if (!ProcessTree.haveEnded(List.of(process.toHandle()), timeout)) {
      throw new IllegalStateException("the parent still runs " + timeout + " after its signal");
    }
  }

  /** Whether SIGINT is ignored here, as in a background job of a shell; children inherit it. */
  static boolean isInterruptIgnored() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "kill -INT $$; exit 0").start().waitFor() == 0;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    for (Path file : files.reversed()) {
      Files.deleteIfExists(file);
    }
  }
}
