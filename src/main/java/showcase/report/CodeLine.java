package showcase.report;

import java.util.List;
import java.util.stream.Collectors;
import showcase.catalogue.Sources;

/**
 * A line of a source file, as it reads in some of the releases.
 *
 * @param id the line's name in the page
 * @param number its number in the first of these releases, Java 25 before others
 * @param html the line, highlighted
 * @param releases the releases in which it reads like this
 */
record CodeLine(String id, int number, String html, List<Integer> releases) {

  /**
   * The classes of a line that does not read the same in all releases: {@code r25} shows it on Java
   * 25, {@code m25} marks it there as changed since the release before; otherwise empty.
   */
  String classes() {
    if (releases.equals(Sources.RELEASES)) {
      return "";
    }
    return releases.stream()
        .map(release -> isNewIn(release) ? "r%1$d m%1$d".formatted(release) : "r" + release)
        .collect(Collectors.joining(" "));
  }

  private boolean isNewIn(int release) {
    int before = Sources.RELEASES.indexOf(release) - 1;
    return before >= 0 && !releases.contains(Sources.RELEASES.get(before));
  }
}
