package showcase.recipe.processmap;

import static showcase.catalogue.Recipe.recipe;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import showcase.catalogue.Arguments;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Parameter;
import showcase.catalogue.Recipe;
import showcase.catalogue.Run;
import showcase.catalogue.Transcript;
import showcase.process.JavaCommand;

/** Maps a function over items, each in a process of its own. */
public final class ProcessMapRecipe {
  static final Parameter FIRST = new Parameter("first", 1, 0, 1_000, "the first x");
  static final Parameter ITEMS = new Parameter("items", 4, 1, 16, "how many x, one process each");
  static final Parameter LARGE =
      new Parameter("large", 16_000, 1, 50_000, "a last x, for an answer larger than a pipe");

  /** The process of this item dies: it has no such power. */
  static final int CRASHING = -1;

  static final JavaCommand COMMAND = JavaCommand.of(PowerProcess.class.getName());
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final int MOST_DIGITS = 60;

  public static final Recipe RECIPE =
      recipe(15, "process-map", "Custom multiprocessing map")
          .problem(
              """
              Compute x to the power of x for some x, each in a process of its own that is handed the
              item and gives back the result by its pipes. One result has 67,266 digits, more than a
              pipe holds. Then a process crashes, and the map fails and says with which item.
              """)
          .python("1 to 4, a process and a pipe each: [1, 4, 27, 256]")
          .parameters(FIRST, ITEMS, LARGE)
          .claims(
              new Claim(
                  "the results are exact, and in the order of the items",
                  (in, run) ->
                      Evidence.equal(
                          items(in).stream().map(x -> shown(power(x))).toList(),
                          run.saidBy("result"))),
              new Claim(
                  "an answer larger than a pipe arrives whole",
                  (in, run) ->
                      Evidence.equal(
                          List.of(digits(power(in.get(LARGE)))), run.saidBy("the large result"))),
              new Claim(
                  "each item had a process of its own",
                  (in, run) ->
                      Evidence.equal(
                          items(in).stream().sorted().toList(),
                          run.whoSaid("has a process").stream()
                              .limit(items(in).size())
                              .map(Integer::valueOf)
                              .sorted()
                              .toList())),
              new Claim(
                  "a process that crashes is an error that names its item and its exit code",
                  (in, run) -> namesItem(run)))
          .whatChanges(
              """
              The scope hands back the results in the order of the forks, and the first crash ends the
              other processes at once, not when its turn to be asked has come.
              """)
          .keepTheClassicWhen(
              """
              There are hundreds of items: a fixed pool of threads then limits the processes as well.
              A scope starts all of them.
              """)
          .watchOutFor(
              """
              Python's version joins each process before it reads its pipe: that waits for ever once
              an answer is larger than the pipe. A JVM for each item costs some 50 ms, more than most
              items are worth.
              """)
          .classic(() -> new ProcessMapClassic(), "PowerProcess.java")
          .modern(() -> new ProcessMapModern(), "PowerProcess.java")
          .build();

  private ProcessMapRecipe() {}

  static List<Integer> items(Arguments in) {
    var small = IntStream.range(in.get(FIRST), in.get(FIRST) + in.get(ITEMS)).boxed();
    return Stream.concat(small, Stream.of(in.get(LARGE))).toList();
  }

  /** Says the results, those with many digits in part. */
  static void say(List<Integer> items, List<BigInteger> results, Transcript transcript) {
    results.forEach(result -> transcript.say("result", shown(result)));
    transcript.say("the large result", digits(results.get(items.size() - 1)));
  }

  /** Says why a map failed; the last words of a process are its stack trace. */
  static void sayFailure(Throwable cause, Transcript transcript) {
    transcript.say("map", "fails: " + cause.getMessage().replace("\t", ""));
  }

  private static String shown(BigInteger result) {
    String text = result.toString();
    return text.length() > MOST_DIGITS
        ? text.substring(0, MOST_DIGITS) + "… (hash %08x)".formatted(result.hashCode())
        : text;
  }

  private static String digits(BigInteger result) {
    return "has %d digits".formatted(result.toString().length());
  }

  /** By squaring and multiplying here, not by the method that the processes use. */
  private static BigInteger power(int x) {
    BigInteger result = BigInteger.ONE;
    BigInteger square = BigInteger.valueOf(x);
    for (int rest = x; rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? result.multiply(square) : result;
      square = square.multiply(square);
    }
    return result;
  }

  private static Evidence namesItem(Run run) {
    String failure = String.join(" ", run.saidBy("map"));
    return new Evidence(
        failure.contains("power " + CRASHING) && failure.contains("exit code 1"),
        failure.substring(0, Math.min(70, failure.length())));
  }
}
