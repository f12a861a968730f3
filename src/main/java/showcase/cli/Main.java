package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import showcase.Launcher;
import showcase.Lifeline;
import showcase.ProgramJar;
import showcase.catalogue.BadArgumentException;
import showcase.process.Reason;
import showcase.process.TemporaryFolder;

/** Reads the command line, runs the command, and turns its outcome into an exit code. */
public final class Main {
  private static final int WORK_FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int INTERRUPTED = 130;

  /** What a shell reports for a program that wrote to a closed pipe: 128 and SIGPIPE's number. */
  private static final int NOBODY_READS = 141;

  /** How long a command may take to clean up after Ctrl-C or SIGTERM. */
  private static final long CLEAN_UP_SECONDS = 20;

  /** How long a command may take to end by itself when its launcher has ended. */
  private static final long GRACE_SECONDS = 1;

  /** In the order of the help. */
  private static final List<String> COMMANDS =
      List.of("list", "find", "run", "show", "report", "serve", "load", "compare", "bench");

  private Main() {}

  /** Ends the JVM with the command's exit code. */
  public static void main(String[] args) {
    Halt.prepare();
    try {
      run(args);
    } catch (OutOfMemoryError e) { // before or after the command, or in the line that reports it
      Halt.sayLastWords();
      Halt.now(WORK_FAILED);
    }
  }

  private static void run(String[] args) {
    Locale.setDefault(Locale.ROOT); // figures have a point everywhere, as in the JSON and the docs
    ProgramJar.remember();
    var ended = new CountDownLatch(1);
    Thread command = Thread.currentThread();
    try {
      interruptOnShutdown(command, ended);
    } catch (IllegalStateException e) {
      return; // a signal came first, and the JVM is ending
    }
    Lifeline launcher = Lifeline.toLauncher(() -> endQuickly(command, ended));
    Output out = Output.standard();
    Output err = Output.error();
    int code;
    try {
      code = execute(args, out, err);
      code = out.failure().map(failure -> cannotWrite(failure, err)).orElse(code);
    } finally {
      TemporaryFolder.remove();
      ended.countDown();
    }
    launcher.release();
    System.exit(launcher.isBroken() ? INTERRUPTED : code);
  }

  private static int cannotWrite(IOException failure, Output err) {
    if (Output.isPipe()) {
      return NOBODY_READS;
    }
    err.println("showcase: cannot write to standard output: " + Reason.of(failure));
    return WORK_FAILED;
  }

  /**
   * Runs one command.
   *
   * @param args the arguments; those after {@code --} are passed to the recipe as they are
   * @param out for results
   * @param err for notices, progress and errors
   * @return the exit code
   */
  static int execute(String[] args, PrintWriter out, PrintWriter err) {
    return execute(args, Output.of(out), Output.of(err));
  }

  private static int execute(String[] args, Output out, Output err) {
    List<String> all = Arrays.asList(args);
    int end = all.contains("--") ? all.indexOf("--") : all.size();
    List<String> words = all.subList(Math.min(end + 1, all.size()), all.size());

    var commands = new CommandLine(new Tour());
    addCommands(commands, all.isEmpty() ? "" : all.getFirst(), words);
    commands // these reach the commands that are there already
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(parsed -> runOrHelp(parsed, out))
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
    try {
      return commands.execute(all.subList(0, end).toArray(String[]::new));
    } catch (LinkageError | VirtualMachineError e) { // picocli catches no errors
      err.println("showcase: " + inWords(e));
      return WORK_FAILED;
    }
  }

  private static String inWords(Error error) {
    return switch (error) {
      case OutOfMemoryError e -> "not enough memory or threads: " + e.getMessage();
      case UnsupportedClassVersionError e ->
          "this needs %s; this is Java %d".formatted(Launcher.NEEDED, Runtime.version().feature());
      case LinkageError e -> Reason.of(e);
      default -> error.toString();
    };
  }

  /**
   * Adds the named command only, or all of them where help, completion or an error message may need
   * them: picocli reads every field of each command, which takes noticeable time.
   */
  private static void addCommands(CommandLine commands, String named, List<String> words) {
    if (COMMANDS.contains(named)) {
      addCommand(commands, named, command(named, words));
      return;
    }
    for (String name : COMMANDS) {
      addCommand(commands, name, command(name, words));
    }
    addCommand(commands, "completion", new CompletionCommand()); // it completes all of them
    addAlias(commands);
  }

  /** Each has the option {@code --version}, which picocli adds, and needs to know what it prints. */
  private static void addCommand(CommandLine commands, String name, Object command) {
    var added = new CommandLine(command);
    added.getCommandSpec().versionProvider(new Version());
    commands.addSubcommand(name, added);
  }

  /** picocli would print its help as text, whose bold print {@link Output} would make visible. */
  private static int runOrHelp(ParseResult parsed, Output out) {
    for (CommandLine command : parsed.asCommandLineList()) {
      if (command.isUsageHelpRequested()) {
        Ansi ansi = out.screen().colours() ? Ansi.ON : Ansi.OFF;
        command.usage(out.styled(), ansi);
        return 0;
      }
    }
    try {
      parsed.asCommandLineList().forEach(command -> Numbers.check(command.getParseResult()));
    } catch (BadArgumentException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static Object command(String name, List<String> words) {
    return switch (name) {
      case "list" -> new ListCommand();
      case "find" -> new FindCommand();
      case "run" -> new RunCommand(words);
      case "show" -> new ShowCommand();
      case "report" -> new ReportCommand();
      case "serve" -> new ServeCommand();
      case "load" -> new LoadCommand();
      case "compare" -> new CompareCommand();
      case "bench" -> new BenchCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Ends the help with the line that defines its name for the program; picocli would wrap it. */
  private static void addAlias(CommandLine commands) {
    IHelpSectionRenderer usual =
        commands.getHelpSectionMap().get(UsageMessageSpec.SECTION_KEY_FOOTER);
    String alias =
        "%nTo call it showcase, with completion in bash and zsh:%n  %s%n  %s%n"
            .formatted(alias(Launcher.jar()), CompletionCommand.SOURCE_IT);
    commands
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> usual.render(help) + alias);
  }

  /** The shell command that makes {@code showcase} start this jar. */
  static String alias(Path jar) {
    String file = jar.toString();
    boolean plain = file.matches("[\\p{Alnum}/._+-]+");
    return "alias showcase='java --enable-preview -jar %s'"
        .formatted(plain ? file : '"' + file + '"');
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("showcase: " + WrongUsage.inWords(e));
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return WRONG_USAGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (isShuttingDown()) {
      return INTERRUPTED; // whatever failed, Ctrl-C or SIGTERM was the reason
    }
    switch (e) {
      case InterruptedException interrupted -> {
        return INTERRUPTED;
      }
      case BadArgumentException bad -> {
        command.getErr().println("showcase: " + bad.getMessage());
        return WRONG_USAGE;
      }
      case IOException failure -> {
        command.getErr().println("showcase: " + Reason.of(failure));
        return WORK_FAILED;
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
                  Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
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

  /** No method of the JDK tells, but no hook can be added once the JVM is shutting down. */
  private static boolean isShuttingDown() {
    var probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Started by the launcher, this JVM ends with it, however the launcher ended. */
  private static void endQuickly(Thread command, CountDownLatch ended) {
    try {
      command.interrupt();
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        command.interrupt(); // ends the grace period that a server gives its clients
      }
      Thread.sleep(Duration.ofSeconds(CLEAN_UP_SECONDS));
    } catch (InterruptedException e) {
      // nothing interrupts this thread
    }
    Runtime.getRuntime().halt(INTERRUPTED); // the command or a shutdown hook did not end in time
  }
}
