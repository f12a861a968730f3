package showcase.recipe.shellcommand;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import showcase.catalogue.Actor;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.process.PidFile;
import showcase.recipe.shellcommand.ShellCommand.CommandResult;

/** Runs a command and reads both its pipes. */
public final class ShellCommandRecipe {
  static final Parameter MEBIBYTES =
      new Parameter("mebibytes", 8, 1, 256, "MiB that a command writes to each pipe");
  static final Parameter TIMEOUT =
      new Parameter("timeout", 10_000, 1, 3_600_000, "ms that a command of your own may take");

  private static final int MOST_LINES = 30;
  private static final int CALLERS = 4;
  private static final int ROUNDS = 4;

  /** More than a pipe and a reader's buffer hold: the reader has begun before the command exits. */
  private static final String MUCH = "head -c 1000000 /dev/zero";

  private static final String TREE =
      "echo $$ >> \"$0\"; sleep 600 & echo $! >> \"$0\"; "
          + "sh -c 'echo $$ >> \"$0\"; sleep 600 & echo $! >> \"$0\"; wait' \"$0\" & wait";

  public static final Recipe<ShellCommand> RECIPE =
      Recipe.<ShellCommand>recipe(
              1,
              "shell-command",
              "Run a command, read both its pipes",
              "Execute a shell command",
              ShellCommand.class)
          .topic(Topic.PROCESSES)
          .problem(
              """
              Run a command and get what it writes to standard output, what it writes to standard
              error, and its exit code. The command may write a lot to both at the same time, take
              too long together with processes that it has started, leave some of them in the
              background, or not exist.
              """)
          .python(
              "time echo hello python: stdout b'hello python\\n', stderr the times, exit code 0")
          .parameters(MEBIBYTES, TIMEOUT)
          .words("a command of your own to run first, such as -- ls -l")
          .classic(() -> new ShellCommandClassic())
          .modern(() -> new ShellCommandModern())
          .situations(ShellCommandRecipe::situations)
          .timed(
              "the command true", edition -> edition.run(List.of("true"), Duration.ofSeconds(10)))
          .from21to25(
              """
              The deadline moves from the call, joinUntil, to the scope's configuration: in 25 it
              cancels the scope whether the caller waits in join or not. A timeout is unchecked
              and has a class of its own.
              """)
          .from25to27(
              """
              A timeout is an ExecutionException whose cause is a CancelledByTimeoutException, so
              one catch clause has to tell it from a failure. The default policy can be configured
              without naming its joiner.
              """)
          .whatChanges(
              """
              The deadline belongs to the scope: three waits share it, and the first failure or an
              interrupt ends all three. In the classic edition, each wait gets the time that the
              earlier ones left over, and the readers have to be joined.
              """)
          .keepTheClassicWhen(
              """
              One pipe is enough, or none. With redirectErrorStream, and if no timeout is needed,
              the caller can read the only pipe itself; with redirectOutput(file) there is nothing
              to read until the end.
              """)
          .watchOutFor(
              """
              A command that has filled a pipe waits until it is read, so a waitFor before the read
              can hang. When the command exits, the JDK closes a pipe that nothing is reading
              (ProcessImpl.processExited), and what a process in the background writes to it later
              is lost: so the command is held until both readers have begun. A read from a pipe
              cannot be interrupted; it ends when every writer has closed the pipe. A writer may be
              out of reach: a container that a daemon has started or, without /proc, a process whose
              parent has ended. So each reader is a daemon thread, which can be left behind.
              """)
          .seeAlso("process-map", "kill-children")
          .build();

  private ShellCommandRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<ShellCommand, ?>> situations() {
    return List.of(
        situation("a command, yours or echo and times", ShellCommandRecipe::first)
            .claimIf(
                in -> in.words().isEmpty(), // what your command writes is not known here
                "output, errors and exit code come separately",
                (in, seen) ->
                    that(
                        text(seen.stdout()).equals("hello java\n")
                            && text(seen.stderr()).contains("m")
                            && seen.exitCode() == 0,
                        told(seen))),
        situation("input, any bytes, and an exit code", ShellCommandRecipe::exact)
            .claim("the bytes are exact", (in, seen) -> equal("00ff 0a01", bytes(seen)))
            .claim(
                "the exit code is right, although the pipes are closed before the exit",
                (in, seen) -> equal(3, seen.exitCode())),
        situation("much on both pipes at the same time", ShellCommandRecipe::much)
            .claim(
                "all of it arrives",
                (in, seen) ->
                    equal(
                        in.get(MEBIBYTES) + " and " + in.get(MEBIBYTES) + " MiB", seen.toString())),
        situation("no such program", ShellCommandRecipe::missing)
            .claim(
                "IOException that names it",
                (in, seen) -> that(seen.contains("\"no-such-program\""), seen)),
        situation(
                "a tree of four processes takes too long",
                (ShellCommand edition, Stage stage) -> late(edition, stage, TREE, 4))
            .claim("TimeoutException", (in, seen) -> that(seen.late(), seen.end()))
            .claim(
                "when it is thrown, all four processes have ended",
                (in, seen) -> equal("4 ended, 0 still run", seen.processes)),
        situation(
                "a process in the background keeps the pipes open",
                (ShellCommand edition, Stage stage) ->
                    late(edition, stage, "sleep 600 & echo $! >> \"$0\"; " + MUCH + "; exit 4", 1))
            .claim(
                "TimeoutException, because the pipes are still open",
                (in, seen) -> that(seen.late(), seen.end()))
            .claim(
                "when it is thrown, the process in the background has ended",
                (in, seen) -> equal("1 ended, 0 still run", seen.processes)),
        situation(
                "a process in the background has cleared its environment",
                ShellCommandRecipe::hidden)
            .claim(
                "TimeoutException, because the pipes are still open",
                (in, seen) -> that(seen.late(), seen.end()))
            .claim(
                "when it is thrown, that process has ended, too",
                (in, seen) -> equal("1 ended, 0 still run", seen.processes)),
        situation("a process in the background writes late", ShellCommandRecipe::lateWords)
            .claim("nothing of it is lost", (in, seen) -> equal(CALLERS * ROUNDS, seen)),
        situation(
                "a process in the background does not use the pipes", ShellCommandRecipe::leaveOne)
            .claim("the result says that one process was left", (in, seen) -> equal(1, seen.left()))
            .claim(
                "that one has ended", (in, seen) -> equal("1 ended, 0 still run", seen.processes)),
        interruptedBefore(ShellCommandRecipe::runTree),
        interruptedWhile("four processes run", 1, ShellCommandRecipe::runTree),
        interruptedAtTheEnd(ShellCommandRecipe::runShort));
  }

  private static List<String> sh(String script) {
    return List.of("sh", "-c", script);
  }

  /** The cheat sheet's scene, or the user's own command. */
  private static CommandResult first(ShellCommand edition, Stage stage) throws Exception {
    CommandResult result =
        stage.does(
            "",
            "waits for the command",
            () ->
                stage.words().isEmpty()
                    ? edition.run(sh("echo hello java; times >&2"), Stage.LONG)
                    : edition.run(stage.words(), Duration.ofMillis(stage.get(TIMEOUT))));
    say("stdout", result.stdout(), stage);
    say("stderr", result.stderr(), stage);
    stage.say("exit code", result.exitCode());
    if (result.left() > 0) {
      stage.say(
          "left running, and killed",
          result.left() == 1 ? "1 process" : result.left() + " processes");
    }
    return result;
  }

  private static void say(String pipe, byte[] bytes, Stage stage) {
    List<String> lines = text(bytes).lines().toList();
    // Control characters could change the reader's terminal.
    lines.stream()
        .limit(MOST_LINES)
        .map(line -> line.replace("\t", "    ").replaceAll("\\p{Cntrl}", "?"))
        .forEach(line -> stage.say(pipe, line));
    if (lines.size() > MOST_LINES) {
      stage.say(pipe, "… %d lines in all".formatted(lines.size()));
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String bytes(CommandResult result) {
    var hex = HexFormat.of();
    return hex.formatHex(result.stdout()) + " " + hex.formatHex(result.stderr());
  }

  private static String told(CommandResult result) {
    return "exit code %d, %d and %d bytes"
        .formatted(result.exitCode(), result.stdout().length, result.stderr().length);
  }

  /** A command that reads its input to the end, and closes its pipes before it exits. */
  private static CommandResult exact(ShellCommand edition, Stage stage) throws Exception {
    String script =
        "cat; printf '\\000\\377'; printf '\\n\\001' >&2; exec >&- 2>&-; sleep 0.04; exit 3";
    return edition.run(sh(script), Stage.LONG);
  }

  /** Two processes write at once, letters that tell them apart. */
  private static String much(ShellCommand edition, Stage stage) throws Exception {
    int bytes = stage.get(MEBIBYTES) << 20;
    String write = "head -c " + bytes + " /dev/zero | tr '\\0' ";
    CommandResult result = edition.run(sh(write + "o & " + write + "e >&2; wait"), Stage.LONG);
    return mebibytes(result.stdout(), 'o') + " and " + mebibytes(result.stderr(), 'e') + " MiB";
  }

  private static String mebibytes(byte[] bytes, char letter) {
    for (byte one : bytes) {
      if (one != letter) {
        return "foreign bytes in " + (bytes.length >> 20);
      }
    }
    return bytes.length % (1 << 20) == 0 ? "" + (bytes.length >> 20) : bytes.length + " B";
  }

  private static String missing(ShellCommand edition, Stage stage) throws Exception {
    try {
      return edition.run(List.of("no-such-program"), Stage.LONG).toString();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /**
   * A call, and the state of the command's processes when it ended.
   *
   * @param outcome how the call ended
   * @param processes how many had ended by then, and how many still ran
   */
  private record Aftermath(Outcome<CommandResult> outcome, String processes) {
    boolean late() {
      return outcome.threw(TimeoutException.class);
    }

    String end() {
      return late() ? "TimeoutException" : outcome.toString();
    }

    int left() {
      return outcome instanceof Outcome.Returned<CommandResult>(var result) ? result.left() : -1;
    }
  }

  /** Runs a script that does not end by itself, for long enough that its processes have started. */
  private static Aftermath late(ShellCommand edition, Stage stage, String script, int processes)
      throws Exception {
    Duration timeout = Duration.ofMillis(60);
    while (true) {
      try (var pids = new PidFile()) {
        Aftermath seen = aftermath(edition, stage, pids, script, timeout);
        timeout = timeout.multipliedBy(2);
        if (pids.pids().size() == processes || timeout.compareTo(Stage.LONG) >= 0) {
          return seen;
        }
      }
    }
  }

  /**
   * It is in a session of its own, too, where the system has the program for that, and writes its id
   * when its parent has ended: nothing but what it has inherited shows then where it comes from.
   */
  private static Aftermath hidden(ShellCommand edition, Stage stage) throws Exception {
    String orphan =
        "while kill -0 $1 2>/dev/null; do sleep 0.01; done; echo $$ >> \"$0\"; exec sleep 600";
    String script = "env -i $(command -v setsid) sh -c '" + orphan + "' \"$0\" $$ & exit 4";
    return late(edition, stage, script, 1);
  }

  private static Aftermath leaveOne(ShellCommand edition, Stage stage) throws Exception {
    try (var pids = new PidFile()) {
      String script = "sleep 600 >/dev/null 2>&1 & echo $! >> \"$0\"; exit 4";
      return aftermath(edition, stage, pids, script, Stage.LONG);
    }
  }

  private static Aftermath aftermath(
      ShellCommand edition, Stage stage, PidFile pids, String script, Duration timeout)
      throws Exception {
    var caller = stage.actor("caller", () -> edition.run(pids.sh(script), timeout));
    return new Aftermath(caller.end(), pids.summary());
  }

  /**
   * What commands leave running writes a moment after their exit, much and in several pieces: each
   * time that a read ends, the JDK could close the pipe.
   */
  private static int lateWords(ShellCommand edition, Stage stage) throws InterruptedException {
    List<Actor<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(stage.actor("caller " + i, () -> lateWordsInTurn(edition, stage)));
    }
    int whole = 0;
    for (Actor<Integer> caller : callers) {
      whole += caller.end() instanceof Outcome.Returned<Integer>(var rounds) ? rounds : 0;
    }
    return whole;
  }

  private static int lateWordsInTurn(ShellCommand edition, Stage stage) throws Exception {
    int whole = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // Every second command exits at once, and the others when they have filled the pipe.
      String exit = round % 2 == 0 ? "exit 0" : "exec " + MUCH;
      String late = "sleep 0.02; %1$s; sleep 0.02; %1$s; sleep 0.02; echo late".formatted(MUCH);
      CommandResult result = edition.run(sh("(" + late + ") & " + exit), Stage.LONG);
      whole += text(result.stdout()).replace("\0", "").equals("late\n") ? 1 : 0;
    }
    return whole;
  }

  private static void runTree(ShellCommand edition, Interruption interruption) throws Exception {
    runWatched(edition, interruption, TREE, 4);
  }

  private static void runShort(ShellCommand edition, Interruption interruption) throws Exception {
    runWatched(edition, interruption, "echo $$ >> \"$0\"", 1);
  }

  /** Arrives when the processes have started, and counts those that run when the call ends. */
  private static void runWatched(
      ShellCommand edition, Interruption interruption, String script, int processes)
      throws Exception {
    try (var pids = new PidFile()) {
      interruption
          .stage()
          .actor(
              "watch",
              () -> {
                pids.await(processes);
                interruption.arrive();
                return null;
              });
      try {
        interruption.call(
            () -> edition.run(pids.sh(script), Stage.LONG), () -> pids.alive().size());
      } finally {
        interruption.arrive(); // the call may end before the watch has looked
      }
    }
  }
}
