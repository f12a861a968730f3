package showcase.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import showcase.catalogue.Line;
import showcase.catalogue.Span;

/**
 * One thread in a timeline.
 *
 * @param name its name or number
 * @param kind {@code platform} or {@code virtual}
 * @param virtual whether it is a virtual thread
 * @param y where it stands
 * @param middle the height of the line that is its life
 * @param x where its life begins, in percent
 * @param end where it ends
 * @param starts whether its start was seen
 * @param ends whether its end was seen
 * @param life when it started and ended, in words; empty for the thread that poses the situation
 * @param bars what it did for some time
 * @param ticks what it said
 */
record Lane(
    String name,
    String kind,
    boolean virtual,
    int y,
    int middle,
    String x,
    String end,
    boolean starts,
    boolean ends,
    String life,
    List<Bar> bars,
    List<Tick> ticks) {
  static final int HEIGHT = 24;
  private static final int BAR_HEIGHT = 17;
  private static final int BAR_TOP = 4;
  private static final int MOST_LEVELS = 3;
  private static final int WIDE_ENOUGH = 40; // for a part of the label

  /** How many bars and how many ticks a lane has, and one more of each for all that follow. */
  private static final int MOST = 200;

  /** What a thread did for some time. */
  record Bar(String x, int y, String width, String label, String title, boolean waits) {}

  /**
   * What a thread said at one moment.
   *
   * @param width of the last tick, if it stands for many lines; otherwise empty
   */
  record Tick(String x, String width, String title) {}

  /** A span as it is drawn. */
  private record Drawn(long from, long to, String text, boolean waits) {
    static Drawn of(Span span) {
      String text = (span.subject() + " " + span.what()).strip();
      return new Drawn(span.from(), span.to(), text, span.what().startsWith("wait"));
    }
  }

  /** Where the text stands. */
  int base() {
    return y + HEIGHT / 2 + 4;
  }

  /** The classes of its line: the kind, and whether its start and its end were seen. */
  String classes() {
    return (virtual ? "v" : "p") + (starts ? " s" : "") + (ends ? " e" : "");
  }

  /** Whether it said anything. */
  boolean said() {
    return !ticks.isEmpty();
  }

  /** How high the lane of this track is: spans that overlap stand below each other. */
  static int height(Track track) {
    return HEIGHT + (levels(track) - 1) * BAR_HEIGHT;
  }

  private static int levels(Track track) {
    return 1 + levelOfEach(drawn(track)).stream().mapToInt(level -> level).max().orElse(0);
  }

  static Lane of(Track track, String name, Scale scale, int y) {
    long to = track.ends() ? track.to() : scale.all();
    boolean ends = track.ends() && track.to() <= scale.all();
    return new Lane(
        name,
        track.thread().virtual() ? "virtual" : "platform",
        track.thread().virtual(),
        y,
        y + HEIGHT / 2,
        scale.percent(track.from()),
        scale.percent(to),
        track.starts(),
        ends,
        life(track),
        bars(track, scale, y),
        ticks(track, scale));
  }

  private static String life(Track track) {
    if (track.poses()) {
      return "";
    }
    String start = track.starts() ? Times.of(track.from()) : "before";
    return "%s to %s".formatted(start, track.ends() ? Times.of(track.to()) : "an end not seen");
  }

  private static List<Bar> bars(Track track, Scale scale, int y) {
    List<Bar> bars = new ArrayList<>();
    List<Drawn> spans = drawn(track);
    List<Integer> levels = levelOfEach(spans);
    for (int i = 0; i < spans.size(); i++) {
      Drawn span = spans.get(i);
      bars.add(
          new Bar(
              scale.percent(span.from()),
              y + BAR_TOP + levels.get(i) * BAR_HEIGHT,
              scale.width(span.from(), span.to()),
              span.to() - span.from() > scale.all() / WIDE_ENOUGH ? span.text() : "",
              "%s: %s to %s".formatted(span.text(), Times.of(span.from()), Times.of(span.to())),
              span.waits()));
    }
    return bars;
  }

  private static List<Tick> ticks(Track track, Scale scale) {
    List<Tick> ticks = new ArrayList<>();
    List<Line> lines = track.lines();
    for (Line line : lines.subList(0, Math.min(MOST, lines.size()))) {
      ticks.add(new Tick(scale.percent(line.nanos()), "", Times.of(line.nanos()) + ": " + line));
    }
    if (lines.size() > MOST) {
      long from = lines.get(MOST).nanos();
      long to = lines.getLast().nanos();
      String title =
          "%s to %s: %s".formatted(Times.of(from), Times.of(to), more(lines.size() - MOST));
      ticks.add(new Tick(scale.percent(from), scale.width(from, to), title));
    }
    return ticks;
  }

  /** The spans of a track; all that are past the limit are one. */
  private static List<Drawn> drawn(Track track) {
    List<Span> spans = track.spans();
    List<Drawn> drawn = new ArrayList<>();
    spans.stream().limit(MOST).map(Drawn::of).forEach(drawn::add);
    if (spans.size() > MOST) {
      List<Span> others = spans.subList(MOST, spans.size());
      long to = others.stream().mapToLong(Span::to).max().orElseThrow();
      drawn.add(new Drawn(others.getFirst().from(), to, more(others.size()), false));
    }
    return drawn;
  }

  private static String more(int count) {
    return String.format(Locale.ROOT, "%,d more", count);
  }

  /** The level of each span: below those that have not ended when it begins. */
  private static List<Integer> levelOfEach(List<Drawn> spans) {
    List<Integer> levels = new ArrayList<>();
    long[] free = new long[MOST_LEVELS];
    for (Drawn span : spans) {
      int level = 0;
      while (level < MOST_LEVELS - 1 && free[level] > span.from()) {
        level++;
      }
      free[level] = Math.max(free[level], span.to());
      levels.add(level);
    }
    return levels;
  }
}
