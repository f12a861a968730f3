package showcase.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * A worker that fails at each task, in the way that its first argument names. If the second
 * argument is a file, it fails only while that file does not exist, and writes its process id to
 * it. With {@code start}, it does not start while that file exists.
 */
final class FaultyWorker {

  private FaultyWorker() {}

  static JavaCommand command(String... arguments) {
    return JavaCommand.of(FaultyWorker.class.getName()).withArguments(java.util.List.of(arguments));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args[0].equals("start") && Files.exists(Path.of(args[1]))) {
      System.err.println("not today");
      System.exit(1);
    }
    PrintStream stdout = System.out;
    System.setOut(new PrintStream(ResultStream.open(), true));
    System.out.print(WorkerLoop.READY);
    System.out.flush();
    if (args[0].equals("unasked")) {
      System.out.println("ok 1");
    }
    var tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (tasks.readLine() != null) {
      if (args[0].equals("start")) {
        System.out.println("ok well");
      } else if (args.length == 1 || isFirst(Path.of(args[1]))) {
        fail(args[0], stdout);
      } else {
        System.out.println("ok well");
      }
    }
  }

  private static void throwFrom(int frames) {
    if (frames == 0) {
      throw new IllegalStateException("out of ideas");
    }
    throwFrom(frames - 1);
  }

  private static boolean isFirst(Path file) throws IOException {
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      Files.writeString(file, pid, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void fail(String fault, PrintStream stdout)
      throws InterruptedException, IOException {
    switch (fault) {
      case "die" -> {
        System.err.println("first words");
        System.err.println("out of luck");
        System.exit(3);
      }
      case "throw" -> throwFrom(20);
      case "hang" -> {
        System.err.println("hanging");
        new CountDownLatch(1).await(); // forever
      }
      case "linger" -> {
        new ProcessBuilder("sleep", "8").inheritIO().start();
        new CountDownLatch(1).await(); // forever
      }
      case "garbage" -> System.out.println("Segmentation fault?");
      case "half" -> {
        System.out.print("ok 92");
        System.out.flush();
        System.exit(0);
      }
      case "endless" -> {
        while (!System.out.checkError()) {
          System.out.print("ok 1111111111111111");
        }
      }
      case "print" -> {
        stdout.println("ok 1");
        System.out.println("ok printed");
      }
      case "chatter" -> {
        System.err.println("x".repeat(1 << 23));
        System.err.println("said it all");
        System.out.println("ok chatter");
      }
      default -> throw new IllegalArgumentException("no such fault: " + fault);
    }
  }
}
