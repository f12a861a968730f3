package showcase.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import showcase.catalogue.Arguments;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Edition;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Run;
import showcase.catalogue.Transcript;

/**
 * The editions of the recipes, each run whole, with the recipe's default parameters.
 *
 * <p>Run it: {@code showcase bench semaphore submit}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class RecipeBenchmark {
  /*
   * What is measured: everything that the edition does, from its first thread to its last, on the
   * work that its twin does as well, and with the lines that it says. For the default parameters
   * that is mostly the cost of starting and ending a few threads, or the work itself.
   *
   * What is not: the technique alone. A recipe is written to be read; it checks itself on the way
   * and does more than its one idea. The benchmarks named after a building block (a lock, a queue)
   * take the idea out of it.
   *
   * Pitfall: an edition keeps state in its fields, and a second run would go on where the first
   * one ended. So each run makes its own. The transcript is returned, or the compiler might find
   * out that nobody reads what was said.
   */

  /** Recipes whose editions cannot be compared by their time, and why. */
  private static final Map<String, String> NOT_COMPARABLE =
      Map.of(
          "deadlock", "its time is the deadline that ends the deadlock",
          "event", "its time is the while until the event is set",
          "fib-server", "the command load times it",
          "kill-children", "its time is the grace period of what it kills",
          "map-performance", "it is a measurement itself: see map-chunks",
          "monitor", "its modern edition goes on to measure what pins: see lock-across-block",
          "mutex", "its editions count in different ways: see contended-lock");

  // Which recipes there are the catalogue knows: their names are given when a run starts.
  @Param({})
  public String recipe;

  @Param({"classic", "modern"})
  public String edition;

  private Supplier<Edition> maker;
  private Arguments arguments;

  /** The recipes that are measured: with both editions, and the same work for both. */
  public static List<String> names() {
    return Catalogue.recipes().stream()
        .filter(recipe -> !NOT_COMPARABLE.containsKey(recipe.name()))
        .filter(recipe -> find(recipe, "classic") != null && find(recipe, "modern") != null)
        .map(Recipe::name)
        .toList();
  }

  /** Why this recipe is not among {@link #names}; null if it is, or there is none of this name. */
  public static String whyNot(String name) {
    return NOT_COMPARABLE.get(name);
  }

  private static NamedEdition find(Recipe recipe, String edition) {
    return recipe.editions().stream()
        .filter(named -> named.name().equals(edition))
        .findFirst()
        .orElse(null);
  }

  @Setup
  public void find() {
    Recipe found = Catalogue.find(recipe).orElseThrow();
    maker = find(found, edition).maker();
    arguments = Arguments.defaults(found);
  }

  @Benchmark
  public Run whole() throws Exception {
    var transcript = new Transcript();
    maker.get().run(arguments, transcript);
    return transcript.soFar();
  }
}
