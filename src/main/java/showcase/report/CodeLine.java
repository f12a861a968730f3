package showcase.report;

import java.util.ArrayList;
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
 * @param dropping those of them that drop lines before this one
 */
record CodeLine(
    String id, int number, String html, List<Integer> releases, List<Integer> dropping) {

  /**
   * The classes of a line that is not the same in all releases: {@code r25} shows it on Java 25,
   * {@code m25} marks it there as changed since the release before, {@code d25} as one before which
   * lines of that release are missing; otherwise empty.
   */
  String classes() {
    if (isEverywhere() && dropping.isEmpty()) {
      return "";
    }
    List<String> classes = new ArrayList<>();
    for (int release : releases) {
      classes.add("r" + release);
      if (isNewIn(release)) {
        classes.add("m" + release);
      }
      if (dropping.contains(release)) {
        classes.add("d" + release);
      }
    }
    return String.join(" ", classes);
  }

  /** The releases in words, where the lines of all are shown; empty for a line of them all. */
  String only() {
    return isEverywhere()
        ? ""
        : releases.stream().map(String::valueOf).collect(Collectors.joining(", ", "Java ", ""));
  }

  private boolean isEverywhere() {
    return releases.equals(Sources.RELEASES);
  }

  private boolean isNewIn(int release) {
    int before = Sources.RELEASES.indexOf(release) - 1;
    return before >= 0 && !releases.contains(Sources.RELEASES.get(before));
  }
}
