package showcase.recipe.poolexecutor;

/**
 * {@code Gatherers.mapConcurrent} would do in one line what this recipe's editions do, but Java has
 * it only since 24.
 */
final class MapConcurrent {

  private MapConcurrent() {}

  /** What becomes of an interrupted reader. */
  static String interrupted() {
    return "does not exist before Java 24";
  }
}
