package showcase.recipe.shellcommand;

import static showcase.catalogue.Recipe.recipe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.recipe.shellcommand.PipeReader.Output;

/** Runs a command and gets its output, its errors and its exit code, each apart. */
public final class ShellCommandRecipe {
  static final Parameter MEBIBYTES =
      new Parameter("mebibytes", 8, 0, 256, "MiB that a command writes on both pipes at once");
  static final Parameter TIMEOUT =
      new Parameter("timeout", 10_000, 1, 3_600_000, "ms that a command of your own may take");

  private static final String OWN = "not asked: the command was yours";

  public static final Recipe RECIPE =
      recipe(1, "shell-command", "Execute a shell command")
          .problem(
              """
              Run a command from a list of words, and get what it writes on standard output, what it
              writes on standard error, and its exit code, each apart. It may write much on both at
              once, run for too long with children of its own, or not exist.
              """)
          .python("time echo hello python: stdout hello python, stderr the times")
          .parameters(MEBIBYTES, TIMEOUT)
          .words("a command of your own to run instead, such as -- ls -l")
          .claims(
              new Claim(
                  "the bytes of both streams and the exit code are exact",
                  (in, run) ->
                      ours(
                          in,
                          List.of(of("hello java\n"), of("careful\n"), "exit code 3"),
                          said(run, "small"))),
              new Claim(
                  "much on both pipes at once arrives whole",
                  (in, run) ->
                      ours(
                          in,
                          List.of(much('o', in), much('e', in), "exit code 0"),
                          said(run, "large"))),
              new Claim(
                  "on timeout the whole process tree is gone",
                  (in, run) ->
                      own(in)
                          ? new Evidence(run.count("is still there") == 0, ending(run, "command"))
                          : new Evidence(
                              first(run, "slow").startsWith("timed out")
                                  && run.count("is alive") == 0
                                  && run.count("is still there") == 0,
                              "%s; %d processes gone, %d alive"
                                  .formatted(
                                      ending(run, "slow"),
                                      run.count("is gone"),
                                      run.count("is alive")))),
              new Claim(
                  "a command that does not exist is an error that names it",
                  (in, run) ->
                      own(in)
                          ? new Evidence(true, OWN)
                          : new Evidence(
                              run.saidBy("missing")
                                  .toString()
                                  .contains(Commands.MISSING.getFirst()),
                              "saw " + run.saidBy("missing"))))
          .whatChanges(
              """
              The deadline belongs to the scope: three waits share it, and the first failure or an
              interrupt ends all three. By hand it is a sum of what is left after each wait.
              """)
          .keepTheClassicWhen(
              """
              It is one command and one pipe: waitFor with a timeout is shorter than any scope. The
              reading itself stays on platform threads in both.
              """)
          .watchOutFor(
              """
              Wait first and read later, and a command that fills a pipe (64 KiB on Linux) never ends.
              What it leaves in the background holds its pipes open, and no Java API finds it any
              more: the edition gives up at the timeout and says so.
              """)
          .classic(
              () -> new ShellCommandClassic(),
              "Commands.java",
              "PipeReader.java",
              "CommandResult.java")
          .modern(
              () -> new ShellCommandModern(),
              "Commands.java",
              "PipeReader.java",
              "CommandResult.java")
          .build();

  private ShellCommandRecipe() {}

  private static boolean own(Arguments in) {
    return !in.words().isEmpty();
  }

  private static Evidence ours(Arguments in, List<String> wanted, List<String> seen) {
    return own(in) ? new Evidence(true, OWN) : Evidence.equal(wanted, seen);
  }

  /** The two summaries, and how it ended. */
  private static List<String> said(Run run, String name) {
    return List.of(first(run, name + " stdout"), first(run, name + " stderr"), first(run, name));
  }

  private static String first(Run run, String subject) {
    return run.saidBy(subject).stream().findFirst().orElse("nothing");
  }

  private static String ending(Run run, String name) {
    return String.join(", ", run.saidBy(name));
  }

  private static String of(String text) {
    return summary(text.getBytes(StandardCharsets.US_ASCII), 1);
  }

  private static String much(char letter, Arguments in) {
    var mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) letter);
    return summary(mebibyte, in.get(MEBIBYTES));
  }

  private static String summary(byte[] bytes, int times) {
    var sum = new CRC32();
    for (int i = 0; i < times; i++) {
      sum.update(bytes);
    }
    return CommandResult.summary(
        new Output((long) bytes.length * times, sum.getValue(), new byte[0]));
  }
}
