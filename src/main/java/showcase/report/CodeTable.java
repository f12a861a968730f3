package showcase.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import showcase.catalogue.Sources;
import showcase.report.Alignment.Beside;

/**
 * One source file, or two beside each other.
 *
 * @param left the title of the left file
 * @param right the title of the right one; empty if there is none
 * @param imports what the folded part has, in words
 * @param head the rows of the folded part
 * @param body the other rows
 */
record CodeTable(String left, String right, String imports, List<Row> head, List<Row> body) {

  /**
   * Two lines beside each other.
   *
   * @param left how the left one reads in each release; empty if there is none
   * @param right how the right one does
   * @param classes as in {@link CodeLine#classes}, if some releases have none of both
   */
  record Row(List<CodeLine> left, List<CodeLine> right, String classes) {}

  /** Whether two files stand beside each other. */
  boolean paired() {
    return !right.isEmpty();
  }

  /** Whether there is a folded part. */
  boolean imported() {
    return !head.isEmpty();
  }

  static CodeTable of(String leftTitle, CodeFile left, String rightTitle, CodeFile right) {
    return new CodeTable(
        leftTitle,
        rightTitle,
        Stream.of(left, right)
            .filter(file -> !file.isNone())
            .map(CodeTable::countImports)
            .distinct()
            .collect(Collectors.joining("; ")),
        rows(left.head(), right.head()),
        rows(left.body(), right.body()));
  }

  private static String countImports(CodeFile file) {
    long count = file.head().base().stream().filter(line -> line.startsWith("import ")).count();
    return count == 1 ? "1 import" : count + " imports";
  }

  private static List<Row> rows(CodeFile.Merged left, CodeFile.Merged right) {
    List<Row> rows = new ArrayList<>();
    addMore(left.after(Alignment.NONE), right.after(Alignment.NONE), rows);
    for (Beside row : Alignment.of(left.base(), right.base())) {
      boolean onLeft = row.left() != Alignment.NONE;
      boolean onRight = row.right() != Alignment.NONE;
      rows.add(
          row(
              onLeft ? left.places().get(row.left()) : List.of(),
              onRight ? right.places().get(row.right()) : List.of()));
      addMore(
          onLeft ? left.after(row.left()) : List.of(),
          onRight ? right.after(row.right()) : List.of(),
          rows);
    }
    return rows;
  }

  private static void addMore(
      List<List<CodeLine>> left, List<List<CodeLine>> right, List<Row> rows) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      rows.add(
          row(
              i < left.size() ? left.get(i) : List.of(),
              i < right.size() ? right.get(i) : List.of()));
    }
  }

  private static Row row(List<CodeLine> left, List<CodeLine> right) {
    var releases = new TreeSet<Integer>();
    Stream.of(left, right).flatMap(List::stream).map(CodeLine::releases).forEach(releases::addAll);
    String classes =
        releases.containsAll(Sources.RELEASES)
            ? ""
            : releases.stream().map(release -> "r" + release).collect(Collectors.joining(" "));
    return new Row(left, right, classes);
  }
}
