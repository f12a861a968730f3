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
 * The editions of the recipes, each by the call that its recipe names, without witnesses.
 *
 * <p>Run it: {@code showcase bench semaphore submit}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class RecipeBenchmark {
  /*
   * What is measured: one call of the edition's method, from its first thread to its last, on the
   * work that both editions get. For most recipes that is mostly the cost of starting and ending a
   * few threads.
   *
   * What is not: the technique alone. The benchmarks named after a building block (a lock, a queue)
   * measure that.
   *
   * Pitfall: an edition may keep state in its fields, and a second call would go on where the first
   * one ended. So each call gets a new edition, and its result is returned: otherwise the compiler
   * might find out that it is not used.
   */

  // The catalogue knows which recipes there are: their names are given when a run starts.
  @Param({})
  public String recipe;

  @Param({"classic", "modern"})
  public String edition;

  private Callable<Object> call;

  /** The recipes that are measured. */
  public static List<String> names() {
    return Catalogue.recipes().stream()
        .filter(recipe -> recipe.timed().isPresent())
        .<String>map(Recipe::name)
        .toList();
  }

  /** Why this recipe is not among {@link #names}; empty if it is, or there is none of this name. */
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
