package showcase.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a claim found in a run.
 *
 * @param holds whether the claim holds
 * @param saw what was seen, so that a reader can judge for himself
 */
public record Evidence(boolean holds, String saw) {
  private static final int LONGEST_LIST = 10;

  /** Holds if both are equal; shows what was seen, and what was wanted where they differ. */
  public static Evidence equal(Object wanted, Object seen) {
    boolean holds = wanted.equals(seen);
    return new Evidence(
        holds, "saw " + brief(seen) + (holds ? "" : " instead of " + brief(wanted)));
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
