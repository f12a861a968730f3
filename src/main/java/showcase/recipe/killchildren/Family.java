package showcase.recipe.killchildren;

import java.time.Duration;
import java.util.List;
import showcase.catalogue.Arguments;

/**
 * Which children a parent is to have.
 *
 * @param children how many
 * @param stubborn how many of them ignore SIGTERM
 * @param grace how long they may take to terminate before they are killed
 */
record Family(int children, int stubborn, Duration grace) {

  /** What to do while the children live. */
  @FunctionalInterface
  interface Work {
    void with(List<Child> children) throws Exception;
  }

  /** Keeps children while some work runs, and ends them however it ends. */
  @FunctionalInterface
  interface Keeper {
    void keep(Work work) throws Exception;
  }

  static Family of(Arguments in) {
    return new Family(
        in.get(KillChildrenRecipe.CHILDREN),
        in.get(KillChildrenRecipe.STUBBORN),
        Duration.ofMillis(in.get(KillChildrenRecipe.GRACE)));
  }

  boolean isStubborn(int child) {
    return child < stubborn;
  }

  /** For a parent in another JVM, which {@link #parse} reads them. */
  List<String> words() {
    return List.of("" + children, "" + stubborn, "" + grace.toMillis());
  }

  static Family parse(String[] words) {
    return new Family(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Duration.ofMillis(Long.parseLong(words[2])));
  }
}
