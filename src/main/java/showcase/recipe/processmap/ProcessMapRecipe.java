package showcase.recipe.processmap;

import static showcase.catalogue.Evidence.equal;
import static showcase.catalogue.Evidence.that;
import static showcase.catalogue.Interruption.interruptedAtTheEnd;
import static showcase.catalogue.Interruption.interruptedBefore;
import static showcase.catalogue.Interruption.interruptedWhile;
import static showcase.catalogue.Situation.situation;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import showcase.catalogue.Interruption;
import showcase.catalogue.Outcome;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Situation;
import showcase.catalogue.Stage;
import showcase.catalogue.Topic;
import showcase.process.JavaCommand;
import showcase.process.PidFile;
import showcase.recipe.processmap.ProcessMap.ExitException;

/** Maps a program over numbers, each in a process of its own. */
public final class ProcessMapRecipe {
  static final Parameter FIRST = new Parameter("first", 1, 0, 1_000, "the first x");
  static final Parameter ITEMS = new Parameter("items", 4, 1, 16, "how many x, one process each");
  static final Parameter DIGITS =
      new Parameter("digits", 70_000, 65_537, 1_000_000, "digits of an answer larger than a pipe");

  private static final int LIMIT = 2;

  /** Reads the item, and writes the process id to the file. */
  private static final String ENTER = "exec 2>/dev/null; read x; echo $$ >> \"$0\"; ";

  /** Waits until the file has that many ids. */
  private static final String AWAIT = "until [ $(wc -l < \"$0\") -ge %d ]; do sleep 0.01; done; ";

  public static final Recipe<ProcessMap> RECIPE =
      Recipe.<ProcessMap>recipe(
              15,
              "process-map",
              "A process and a pipe for each item",
              "Custom multiprocessing map",
              ProcessMap.class)
          .topic(Topic.PROCESSES)
          .problem(
              """
              Compute x to the power of x for several x, each in a process of its own, which reads
              x from one pipe and writes the result to another. Only a limited number of processes
              run at once. If one fails, the others are ended at once, and the caller learns its
              item and its exit code.
              """)
          .python("x ** x for 1 to 4, a process and a pipe each: [1, 4, 27, 256]")
          .parameters(FIRST, ITEMS, DIGITS)
          .witnesses("PowerProcess.java")
          .classic(() -> new ProcessMapClassic())
          .modern(() -> new ProcessMapModern())
          .situations(ProcessMapRecipe::situations)
          .timed(
              "8 processes that write a number, 2 at a time",
              edition ->
                  edition.map(
                      List.of("sh", "-c", "echo 1"),
                      List.of(1, 2, 3, 4, 5, 6, 7, 8),
                      2,
                      Stage.LONG))
          .from21to25(
              """
              The deadline moves from joinUntil to the scope's configuration, and the joiner
              returns the results, so the loop keeps no subtasks.
              """)
          .from25to27(
              """
              join returns a list of results in place of a stream of subtasks. One catch clause
              has to tell a timeout from a failure by the cause. A Process can be closed, which
              waits for its exit.
              """)
          .whatChanges(
              """
              The limit is a semaphore, not the number of threads, and the scope does the rest: it
              ends the map at the first failure or at the deadline, and returns the results in the
              order of the forks.
              """)
          .keepTheClassicWhen(
              """
              The program must not use preview APIs, and StructuredTaskScope is one up to Java 27.
              If the start of a process costs more than an item, prefer process-pool.
              """)
          .watchOutFor(
              """
              Python's version waits for each process before it reads its pipe. That never ends
              once an answer is larger than the pipe: 64 KiB on Linux (pipe(7)). A read from a pipe
              cannot be interrupted, so an interrupt, a failure and a timeout must all end the
              processes first. Should a pipe be open in a process that cannot be found or ended,
              the daemon thread that reads from it is left behind.
              """)
          .seeAlso("process-pool", "pool-map", "shell-command")
          .build();

  private ProcessMapRecipe() {}

  /** What is posed to every edition, the cheat sheet's own scene first. */
  private static List<Situation<ProcessMap, ?>> situations() {
    return List.of(
        situation("x to the power of x, in JVMs", ProcessMapRecipe::inJvms)
            .claim(
                "the powers, in the order of the items",
                (in, seen) -> equal(powers(in.get(FIRST), in.get(ITEMS)), seen)),
        situation("no items", ProcessMapRecipe::nothing)
            .claim("no results", (in, seen) -> equal(List.of(), seen)),
        situation("the second answers first", ProcessMapRecipe::secondFirst)
            .claim(
                "the results are still in the order of the items",
                (in, seen) -> equal("[1, 2]", seen)),
        situation("an answer larger than a pipe", ProcessMapRecipe::large)
            .claim(
                "it arrives whole",
                (in, seen) -> equal(in.get(DIGITS) + " digits, all of them 7", seen)),
        situation("five items, two processes at once", ProcessMapRecipe::counted)
            .claim(
                "never more processes than the limit",
                (in, seen) -> that(seen.most() <= LIMIT, seen.most() + " at once"))
            .claim("the limit was reached", (in, seen) -> equal(LIMIT, seen.most()))
            .claim("each item has a process of its own", (in, seen) -> equal(5, seen.processes())),
        situation("one process fails while others run", ProcessMapRecipe::oneFails)
            .claim(
                "ExecutionException from ExitException",
                (in, seen) -> that(seen.exit().isPresent(), seen.outcome))
            .claim(
                "it names the item",
                (in, seen) -> equal(3, seen.exit().map(ExitException::item).orElse(0)))
            .claim(
                "it names the exit code",
                (in, seen) -> equal(7, seen.exit().map(ExitException::exitCode).orElse(0)))
            .claim(
                "the other processes have ended",
                (in, seen) -> equal("4 ended, 0 still run", seen.processes)),
        situation("one process is killed", ProcessMapRecipe::oneIsKilled)
            .claim(
                "its exit code is 128 and the signal's number",
                (in, seen) -> equal(137, seen.exit().map(ExitException::exitCode).orElse(0))),
        situation("one process hangs", ProcessMapRecipe::oneHangs)
            .claim(
                "TimeoutException",
                (in, seen) -> that(seen.outcome.threw(TimeoutException.class), seen.outcome))
            .claim(
                "no process runs when it is thrown",
                (in, seen) -> equal("3 ended, 0 still run", seen.processes)),
        situation(
                "one leaves a process that has cleared its environment", ProcessMapRecipe::oneHides)
            .claim(
                "the call ends, at its timeout at the latest",
                (in, seen) -> that(!(seen.outcome instanceof Outcome.StillRuns), seen.outcome))
            .claim(
                "what was left does not run then",
                (in, seen) -> equal("1 ended, 0 still run", seen.processes)),
        interruptedBefore(ProcessMapRecipe::sleepers),
        interruptedWhile("processes run", 1, ProcessMapRecipe::sleepers),
        interruptedAtTheEnd(ProcessMapRecipe::oneShort));
  }

  /** The cheat sheet's scene. */
  private static List<BigInteger> inJvms(ProcessMap edition, Stage stage) throws Exception {
    int first = stage.get(FIRST);
    List<Integer> items = IntStream.range(first, first + stage.get(ITEMS)).boxed().toList();
    List<String> program = JavaCommand.of(PowerProcess.class.getName()).words();
    List<BigInteger> powers =
        stage.does(
            "",
            "waits for the processes",
            () -> edition.map(program, items, items.size(), Stage.LONG));
    stage.say(powers);
    return powers;
  }

  /** By multiplication, one factor after the other, not by the method that the program uses. */
  private static List<BigInteger> powers(int first, int items) {
    List<BigInteger> powers = new ArrayList<>();
    for (int x = first; x < first + items; x++) {
      var power = BigInteger.ONE;
      for (int i = 0; i < x; i++) {
        power = power.multiply(BigInteger.valueOf(x));
      }
      powers.add(power);
    }
    return powers;
  }

  private static List<BigInteger> nothing(ProcessMap edition, Stage stage) throws Exception {
    return edition.map(List.of("no-such-program"), List.of(), 1, Stage.LONG);
  }

  /** The first process waits until the second one has ended. */
  private static String secondFirst(ProcessMap edition, Stage stage) throws Exception {
    try (var pids = new PidFile()) {
      String script =
          "read x; if [ $x = 1 ]; then "
              + AWAIT.formatted(1)
              + "while kill -0 $(cat \"$0\"); do sleep 0.01; done 2>/dev/null; sleep 0.03; "
              + "else echo $$ >> \"$0\"; fi; echo $x";
      return edition.map(pids.sh(script), List.of(1, 2), 2, Stage.LONG).toString();
    }
  }

  /** In an actor: an edition that waits for the process before it reads waits for ever. */
  private static String large(ProcessMap edition, Stage stage) throws Exception {
    int digits = stage.get(DIGITS);
    var program = List.of("sh", "-c", "read x; head -c " + digits + " /dev/zero | tr '\\0' $x");
    var caller = stage.actor("caller", () -> edition.map(program, List.of(7), 1, Stage.LONG));
    Outcome<List<BigInteger>> outcome = caller.end();
    if (outcome instanceof Outcome.Returned<List<BigInteger>>(var results)) {
      // All sevens: seven ninths of 10^digits - 1. To compare is faster than to print.
      var all = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).divide(BigInteger.valueOf(9));
      boolean whole = results.equals(List.of(all.multiply(BigInteger.valueOf(7))));
      return whole ? digits + " digits, all of them 7" : "another number";
    }
    return outcome.toString();
  }

  /**
   * How many processes ran.
   *
   * @param most at the same time
   * @param processes in all
   */
  private record Counted(int most, int processes) {}

  /**
   * Each process stays until as many have come as may run at once, and then a moment longer, for
   * one too many to come. Its answer is how many run then.
   */
  private static Counted counted(ProcessMap edition, Stage stage) throws Exception {
    try (var pids = new PidFile()) {
      String script =
          ENTER
              + "i=0; until [ $(wc -l < \"$0\") -ge %d ] || [ $i -ge %d ]; do "
                  .formatted(LIMIT, stage.patience().toMillis() / 20)
              + "i=$((i + 1)); sleep 0.01; done; sleep 0.03; "
              + "n=0; for p in $(cat \"$0\"); do kill -0 $p && n=$((n + 1)); done 2>/dev/null; "
              + "echo $n";
      List<BigInteger> seen =
          edition.map(pids.sh(script), List.of(1, 2, 3, 4, 5), LIMIT, Stage.LONG);
      int most = seen.stream().mapToInt(BigInteger::intValue).max().orElse(0);
      return new Counted(most, (int) pids.pids().stream().distinct().count());
    }
  }

  /**
   * A call, and the state of the processes when it ended.
   *
   * @param outcome how the call ended
   * @param processes how many had ended by then, and how many still ran
   */
  private record Aftermath(Outcome<List<BigInteger>> outcome, String processes) {
    Optional<ExitException> exit() {
      return outcome instanceof Outcome.Threw<List<BigInteger>>(ExecutionException e)
              && e.getCause() instanceof ExitException exit
          ? Optional.of(exit)
          : Optional.empty();
    }
  }

  /** The third process fails as soon as all have started. */
  private static Aftermath oneFails(ProcessMap edition, Stage stage) throws Exception {
    String script = ENTER + "[ $x = 3 ] || exec sleep 600; " + AWAIT.formatted(4) + "exit 7";
    try (var pids = new PidFile()) {
      return aftermath(edition, stage, pids, script, List.of(1, 2, 3, 4), Stage.LONG);
    }
  }

  private static Aftermath oneIsKilled(ProcessMap edition, Stage stage) throws Exception {
    try (var pids = new PidFile()) {
      return aftermath(edition, stage, pids, "kill -9 $$", List.of(1), Stage.LONG);
    }
  }

  private static Aftermath oneHangs(ProcessMap edition, Stage stage) throws Exception {
    return late(edition, stage, ENTER + "[ $x = 2 ] && exec sleep 600; echo $x", 3);
  }

  /**
   * The second process exits, and leaves one that has the pipe open. That one is in a session of its
   * own, too, where the system has the program for that, and writes its id when its parent has ended.
   *
   * <p>Usually the call ends by a timeout. But if nothing was reading the pipe when the second process
   * exited, the JDK has closed it, and the call returns the results.
   */
  private static Aftermath oneHides(ProcessMap edition, Stage stage) throws Exception {
    String orphan = "while kill -0 $1; do sleep 0.01; done; echo $$ >> \"$0\"; exec sleep 600";
    String leave = "env -i $(command -v setsid) sh -c '" + orphan + "' \"$0\" $$ & sleep 0.05; ";
    String script = "exec 2>/dev/null; read x; echo $x; [ $x != 2 ] || { " + leave + "}";
    return late(edition, stage, script, 1);
  }

  /** Maps three items, and has enough time for that many processes to enter. */
  private static Aftermath late(ProcessMap edition, Stage stage, String script, int processes)
      throws Exception {
    Duration timeout = Duration.ofMillis(60);
    while (true) {
      try (var pids = new PidFile()) {
        Aftermath seen = aftermath(edition, stage, pids, script, List.of(1, 2, 3), timeout);
        timeout = timeout.multipliedBy(2);
        if (pids.pids().size() == processes || timeout.compareTo(Stage.LONG) >= 0) {
          return seen;
        }
      }
    }
  }

  /** In an actor: if the call does not end, that is seen. */
  private static Aftermath aftermath(
      ProcessMap edition,
      Stage stage,
      PidFile pids,
      String script,
      List<Integer> items,
      Duration timeout)
      throws Exception {
    var caller = stage.actor("caller", () -> edition.map(pids.sh(script), items, 4, timeout));
    return new Aftermath(caller.end(), pids.summary());
  }

  private static void sleepers(ProcessMap edition, Interruption interruption) throws Exception {
    map(edition, interruption, ENTER + "exec sleep 600", List.of(1, 2, 3));
  }

  private static void oneShort(ProcessMap edition, Interruption interruption) throws Exception {
    map(edition, interruption, ENTER + "echo 1", List.of(1));
  }

  /** Arrives when as many processes run as may, and counts those that run when the call ends. */
  private static void map(
      ProcessMap edition, Interruption interruption, String script, List<Integer> items)
      throws Exception {
    try (var pids = new PidFile()) {
      interruption
          .stage()
          .actor(
              "watch",
              () -> {
                pids.await(Math.min(LIMIT, items.size()));
                interruption.arrive();
                return null;
              });
      try {
        interruption.call(
            () -> edition.map(pids.sh(script), items, LIMIT, Stage.LONG),
            () -> pids.alive().size());
      } finally {
        interruption.arrive(); // the call may end before the watch has looked
      }
    }
  }
}
