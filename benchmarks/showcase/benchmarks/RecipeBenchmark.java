package showcase.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

/**
 * The editions of the recipes, each measured by the call that its recipe defines, without
 * witnesses.
 *
 * <p>Run it: {@code showcase bench semaphore submit}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class RecipeBenchmark {
  /*
   * What is measured: one call of the edition's method, from its first thread to its last, on the
   * same work for both editions. For most recipes, this is mainly the cost of starting and ending a
   * few threads.
   *
   * What is not: the technique alone. The benchmarks named after a building block (a lock, a queue)
   * measure that.
   *
   * Pitfall: an edition may keep state in its fields, and a second call would continue where the
   * first one ended. So each call gets a new edition. Its result is returned, so that the compiler
   * cannot conclude that it is not used.
   */

  // The names of the recipes come from the catalogue when a run starts.
  @Param({})
  public String recipe;

  @Param({"classic", "modern"})
  public String edition;

  private Callable<Object> call;

  /** Returns the names of the recipes that are measured. */
  public static List<String> names() {
    return Catalogue.recipes().stream()
        .filter(recipe -> recipe.timed().isPresent())
        .<String>map(Recipe::name)
        .toList();
  }

  /**
   * Returns why {@link #names} does not contain this recipe, or empty if it does or none exists.
   */
  public static Optional<String> whyNot(String name) {
    return Catalogue.find(name).map(Recipe::notTimed);
  }

  @Setup
  public void find() {
    call = call(Catalogue.find(recipe).orElseThrow(), edition);
  }

  private static <E> Callable<Object> call(Recipe<E> recipe, String edition) {
    NamedEdition<E> named =
        recipe.editions().stream().filter(e -> e.name().equals(edition)).findFirst().orElseThrow();
    return () -> recipe.timed().orElseThrow().call().make(named.maker().get());
  }

  @Benchmark
  public Object whole() throws Exception {
    return call.call();
  }
}
