package showcase.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import showcase.Launcher;
import showcase.catalogue.BadArgumentException;

/** Reads the command line, runs the command, and turns what comes of it into an exit code. */
public final class Main {
  private static final int WORK_FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int INTERRUPTED = 130;

  /** What a shell reports of a program that wrote to a closed pipe: 128 and SIGPIPE's number. */
  private static final int NOBODY_READS = 141;

  /** How long what runs may take to clean up after Ctrl-C or SIGTERM. */
  private static final long CLEAN_UP_SECONDS = 20;

  private Main() {}

  /** Ends the JVM with the command's exit code. */
  public static void main(String[] args) {
    endWithLauncher();
    Locale.setDefault(Locale.ROOT); // figures have a point everywhere, as in the JSON and the docs
    var ended = new CountDownLatch(1);
    interruptOnShutdown(Thread.currentThread(), ended);
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code;
    try {
      code = execute(args, out, err);
    } finally {
      ended.countDown();
    }
    System.exit(out.checkError() ? NOBODY_READS : code);
  }

  /**
   * Runs one command.
   *
   * @param args as given; what stands after {@code --} goes to the recipe as it is
   * @param out for results
   * @param err for notices, progress and errors
   * @return the exit code
   */
  static int execute(String[] args, PrintWriter out, PrintWriter err) {
    List<String> all = Arrays.asList(args);
    int end = all.contains("--") ? all.indexOf("--") : all.size();
    List<String> words = all.subList(Math.min(end + 1, all.size()), all.size());

    var commands = new CommandLine(new Tour());
    addCommands(commands, all.isEmpty() ? "" : all.getFirst(), words);
    commands // these reach the commands that are there already
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
    return commands.execute(all.subList(0, end).toArray(String[]::new));
  }

  /**
   * Adds the command that is named, or all of them where help, completion or a correction may
   * need them: picocli reads every field of each, which is felt at the start.
   */
  private static void addCommands(CommandLine commands, String named, List<String> words) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("list", ListCommand::new);
    all.put("run", () -> new RunCommand(words));
    all.put("show", ShowCommand::new);
    all.put("serve", ServeCommand::new);
    all.put("load", LoadCommand::new);
    all.put("compare", CompareCommand::new);
    all.put("bench", BenchCommand::new);
    if (all.containsKey(named)) {
      commands.addSubcommand(named, all.get(named).get());
    } else {
      all.forEach((name, maker) -> commands.addSubcommand(name, maker.get()));
      commands.addSubcommand("completion", new GenerateCompletion());
    }
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("showcase: " + unknownCommand(e, command).orElseGet(() -> firstLine(e)));
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return WRONG_USAGE;
  }

  private static Optional<String> unknownCommand(ParameterException e, CommandLine command) {
    var commands = List.copyOf(command.getSubcommands().keySet());
    return e instanceof UnmatchedArgumentException unmatched
            && !commands.isEmpty()
            && !unmatched.getUnmatched().getFirst().startsWith("-")
        ? Optional.of(
            "there is no command '%s'; did you mean '%s'?"
                .formatted(
                    unmatched.getUnmatched().getFirst(),
                    Selection.nearest(unmatched.getUnmatched().getFirst(), commands)))
        : Optional.empty();
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().findFirst().orElse("");
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    switch (e) {
      case InterruptedException interrupted -> {
        return INTERRUPTED;
      }
      case BadArgumentException bad -> {
        command.getErr().println("showcase: " + bad.getMessage());
        return WRONG_USAGE;
      }
      default -> {
        command.getErr().println("showcase: " + e);
        return WORK_FAILED;
      }
    }
  }

  /**
   * On Ctrl-C or SIGTERM the JVM runs its shutdown hooks and exits when they return. This one
   * interrupts the command and waits, so that it ends what it started: processes above all.
   */
  private static void interruptOnShutdown(Thread command, CountDownLatch ended) {
    Thread hook =
        new Thread(
            () -> {
              try {
                if (ended.getCount() > 0) {
                  command.interrupt();
                  ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "clean-up");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Started by the launcher on another JDK, this JVM ends with it, however it ended. */
  private static void endWithLauncher() {
    String launcher = System.getProperty(Launcher.LAUNCHED_BY);
    if (launcher != null) {
      ProcessHandle.of(Long.parseLong(launcher))
          .ifPresentOrElse(
              process -> process.onExit().thenRun(() -> System.exit(INTERRUPTED)),
              () -> System.exit(INTERRUPTED));
    }
  }
}
