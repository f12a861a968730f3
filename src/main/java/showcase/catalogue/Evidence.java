package showcase.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a claim saw.
 *
 * @param holds whether the claim holds; true if it was not tried
 * @param tried false if the surroundings do not allow what the claim is about
 * @param saw what was seen, so that readers can check it, or why the claim was not tried
 */
public record Evidence(boolean holds, boolean tried, String saw) {
  private static final int LONGEST_LIST = 10;

  /** The evidence of a claim that was tried. */
  public Evidence(boolean holds, String saw) {
    this(holds, true, saw);
  }

  /** Nothing was seen, for this reason. */
  public static Evidence notTried(String why) {
    return new Evidence(true, false, why);
  }

  /** Holds if both are equal; shows what was seen, and what was expected if they differ. */
  public static Evidence equal(Object expected, Object seen) {
    boolean holds = expected.equals(seen);
    return new Evidence(
        holds, "saw " + brief(seen) + (holds ? "" : " instead of " + brief(expected)));
  }

  /** Holds if the condition does; shows what was seen in either case. */
  public static Evidence that(boolean holds, Object seen) {
    return new Evidence(holds, "saw " + brief(seen));
  }

  private static String brief(Object value) {
    if (value instanceof List<?> list && list.size() > LONGEST_LIST) {
      return list.stream()
          .limit(LONGEST_LIST)
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "[", ", … %d in all]".formatted(list.size())));
    }
    return String.valueOf(value);
  }
}
