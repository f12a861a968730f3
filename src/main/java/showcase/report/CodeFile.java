package showcase.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import showcase.catalogue.Recipe;
import showcase.catalogue.Sources;
import showcase.catalogue.Sources.Source;
import showcase.report.Alignment.Beside;

/**
 * A source file in all releases, merged: a place for each line of Java 25's text, and more places
 * where another release has more lines.
 *
 * @param file its name without folders; empty if there is none
 * @param head everything before the first comment or type: the package and the imports
 * @param body the rest
 */
record CodeFile(String file, Merged head, Merged body) {
  private static final int COMMON = 25;

  /**
   * The merged lines of a file, or of a part of it.
   *
   * @param base Java 25's lines, by which two files are aligned
   * @param places for each of them, how it reads in each release
   * @param more places of other releases' lines that follow a line of Java 25, by its index
   */
  record Merged(
      List<String> base, List<List<CodeLine>> places, Map<Integer, List<List<CodeLine>>> more) {
    /** The places that follow a line and that Java 25 has no line for. */
    List<List<CodeLine>> after(int index) {
      return more.getOrDefault(index, List.of());
    }
  }

  /** A line as it reads in one release, and whether that drops lines before it. */
  private record Read(int number, String text, String html, boolean dropping) {
    Read afterDropped() {
      return new Read(number, text, html, true);
    }
  }

  static CodeFile none() {
    var nothing = new Merged(List.of(), List.of(), Map.of());
    return new CodeFile("", nothing, nothing);
  }

  boolean isNone() {
    return file.isEmpty();
  }

  /**
   * Reads and merges a recipe's file.
   *
   * @param id what the names of its lines begin with
   */
  static CodeFile of(Recipe<?> recipe, String file, String id) {
    Map<Integer, List<Read>> heads = new TreeMap<>();
    Map<Integer, List<Read>> bodies = new TreeMap<>();
    for (int release : Sources.RELEASES) {
      Source source = Sources.of(recipe, List.of(file), release).getFirst();
      List<Read> lines = read(source);
      int end = source.headLines();
      heads.put(release, lines.subList(0, end));
      bodies.put(release, lines.subList(end, lines.size()));
    }
    return new CodeFile(file, merge(heads, id), merge(bodies, id));
  }

  private static List<Read> read(Source source) {
    var highlighter = new CodeHtml();
    List<Read> lines = new ArrayList<>();
    for (String line : source.lines()) {
      lines.add(new Read(lines.size() + 1, line, highlighter.next(line), false));
    }
    return lines;
  }

  private static Merged merge(Map<Integer, List<Read>> releases, String id) {
    List<Read> common = releases.get(COMMON);
    List<String> base = texts(common);
    List<Map<Integer, Read>> places = new ArrayList<>();
    common.forEach(line -> places.add(new TreeMap<>(Map.of(COMMON, line))));
    Map<Integer, List<Map<Integer, Read>>> more = new HashMap<>();
    for (int release : Sources.RELEASES) {
      if (release != COMMON) {
        add(release, releases.get(release), base, places, more);
      }
    }
    List<Map<Integer, Read>> inOrder =
        new ArrayList<>(more.getOrDefault(Alignment.NONE, List.of()));
    for (int i = 0; i < places.size(); i++) {
      inOrder.add(places.get(i));
      inOrder.addAll(more.getOrDefault(i, List.of()));
    }
    markDropped(inOrder);
    Map<Integer, List<List<CodeLine>>> moreLines = new HashMap<>();
    more.forEach((index, list) -> moreLines.put(index, lines(list, id)));
    return new Merged(base, lines(places, id), moreLines);
  }

  private static void add(
      int release,
      List<Read> lines,
      List<String> base,
      List<Map<Integer, Read>> places,
      Map<Integer, List<Map<Integer, Read>>> more) {
    int last = Alignment.NONE;
    int extra = 0;
    for (Beside row : Alignment.of(base, texts(lines))) {
      if (row.left() != Alignment.NONE) {
        last = row.left();
        extra = 0;
        if (row.right() != Alignment.NONE) {
          places.get(last).put(release, lines.get(row.right()));
        }
      } else {
        List<Map<Integer, Read>> after = more.computeIfAbsent(last, key -> new ArrayList<>());
        if (extra == after.size()) {
          after.add(new TreeMap<>());
        }
        after.get(extra++).put(release, lines.get(row.right()));
      }
    }
  }

  /** Where a release drops lines, the next line that it has says so. */
  private static void markDropped(List<Map<Integer, Read>> places) {
    for (int i = 1; i < Sources.RELEASES.size(); i++) {
      int before = Sources.RELEASES.get(i - 1);
      int release = Sources.RELEASES.get(i);
      boolean dropped = false;
      for (Map<Integer, Read> place : places) {
        if (!place.containsKey(release)) {
          dropped |= place.containsKey(before);
        } else if (dropped) {
          place.compute(release, (key, read) -> read.afterDropped());
          dropped = false;
        }
      }
    }
  }

  private static List<String> texts(List<Read> lines) {
    return lines.stream().map(Read::text).toList();
  }

  private static List<List<CodeLine>> lines(List<Map<Integer, Read>> places, String id) {
    return places.stream().map(place -> lines(place, id)).toList();
  }

  /** How a line reads in each release; releases in which it reads the same share a line. */
  private static List<CodeLine> lines(Map<Integer, Read> place, String id) {
    List<CodeLine> lines = new ArrayList<>();
    List<Integer> order = new ArrayList<>(List.of(COMMON));
    order.addAll(Sources.RELEASES);
    order.stream()
        .distinct()
        .filter(place::containsKey)
        .filter(release -> lines.stream().noneMatch(line -> line.releases().contains(release)))
        .forEach(release -> {
          Read read = place.get(release);
          List<Integer> same =
              place.keySet().stream()
                  .filter(other -> place.get(other).text().equals(read.text()))
                  .toList();
          String suffix = release == COMMON ? "" : "-java" + release;
          lines.add(
              new CodeLine(
                  id + "-" + read.number() + suffix,
                  read.number(),
                  read.html(),
                  same,
                  same.stream().filter(one -> place.get(one).dropping()).toList()));
        });
    return lines;
  }
}
