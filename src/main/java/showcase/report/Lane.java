package showcase.report;

import java.util.ArrayList;
import java.util.List;
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
 * @param life when it started and ended, in words
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
  private static final int MOST_TICKS = 40;

  /** What a thread did for some time. */
  record Bar(String x, int y, String width, String label, String title, boolean waits) {}

  /** What a thread said at one moment. */
  record Tick(String x, String title) {}

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
    return Math.max(1, levelOfEach(track).stream().mapToInt(level -> level + 1).max().orElse(1));
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
    String end = track.ends() ? "ended at " + Times.of(track.to()) : "its end was not seen";
    String start = track.starts() ? "started at " + Times.of(track.from()) : "started before";
    return start + ", " + end;
  }

  private static List<Bar> bars(Track track, Scale scale, int y) {
    List<Bar> bars = new ArrayList<>();
    List<Integer> levels = levelOfEach(track);
    for (int i = 0; i < levels.size(); i++) {
      Span span = track.spans().get(i);
      String text = (span.subject() + " " + span.what()).strip();
      bars.add(
          new Bar(
              scale.percent(span.from()),
              y + BAR_TOP + levels.get(i) * BAR_HEIGHT,
              scale.width(span.from(), span.to()),
              span.to() - span.from() > scale.all() / WIDE_ENOUGH ? text : "",
              "%s: %s to %s".formatted(text, Times.of(span.from()), Times.of(span.to())),
              span.what().startsWith("wait")));
    }
    return bars;
  }

  private static List<Tick> ticks(Track track, Scale scale) {
    List<Tick> ticks = new ArrayList<>();
    for (Line line : track.lines()) {
      if (ticks.size() < MOST_TICKS) {
        ticks.add(new Tick(scale.percent(line.nanos()), Times.of(line.nanos()) + ": " + line));
      }
    }
    return ticks;
  }

  /** The level of each span that is drawn: below those that have not ended when it begins. */
  private static List<Integer> levelOfEach(Track track) {
    List<Integer> levels = new ArrayList<>();
    long[] free = new long[MOST_LEVELS];
    for (Span span : track.spans()) {
      if (levels.size() == MOST_TICKS) {
        break;
      }
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
