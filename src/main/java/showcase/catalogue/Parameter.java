package showcase.catalogue;

/**
 * A whole number that a recipe can be run with.
 *
 * @param name as given on the command line, {@code -p name=value}
 * @param defaultValue what a run uses if none is given
 * @param least the smallest value allowed
 * @param most the largest value allowed
 * @param meaning what it counts, with its unit, in a few words
 */
public record Parameter(String name, int defaultValue, int least, int most, String meaning) {
  public Parameter {
    if (least > defaultValue || defaultValue > most) {
      throw new IllegalArgumentException(name + ": " + defaultValue + " is out of its bounds");
    }
  }

  /**
   * Reads a value as a user typed it.
   *
   * @throws BadArgumentException if it is not a whole number within the bounds
   */
  int parse(String text) {
    try {
      int value = Integer.parseInt(text.strip());
      if (least <= value && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range that is allowed
    }
    throw new BadArgumentException(
        "%s must be a whole number from %d to %d, not '%s'".formatted(name, least, most, text));
  }
}
