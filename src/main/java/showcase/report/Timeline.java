package showcase.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import showcase.catalogue.Line;
import showcase.catalogue.Span;

/**
 * What the threads of one edition did in one situation, to be drawn and as a table.
 *
 * @param lanes the threads that are drawn one by one
 * @param bands the others, by kind
 * @param marks moments on the axis
 * @param height of all lanes and bands
 * @param axis where the axis stands
 * @param summary what is drawn, in a sentence
 * @param events the table, in the order of time
 * @param left how many later events the table leaves out, in words; empty if none
 */
record Timeline(
    List<Lane> lanes,
    List<Band> bands,
    List<Scale.Mark> marks,
    int height,
    int axis,
    String summary,
    List<Event> events,
    String left) {
  private static final int MOST_LANES = 16;
  private static final int LANES_BESIDE_BANDS = 8;
  private static final int MOST_EVENTS = 200;
  private static final int AXIS_HEIGHT = 18;
  private static final int GAP = 8;

  /** The lines of the marks, in a field of 1000 by 1. */
  String grid() {
    return marks.stream()
        .map(mark -> "M%.0f 0V1".formatted(Double.parseDouble(mark.x()) * 10))
        .collect(Collectors.joining());
  }

  static Timeline of(List<Track> tracks, Scale scale) {
    List<Track> single = tracks.size() <= MOST_LANES ? tracks : telling(tracks);
    Set<Long> drawn = single.stream().map(Timeline::id).collect(Collectors.toSet());
    List<Track> others = tracks.stream().filter(track -> !drawn.contains(id(track))).toList();
    List<Lane> lanes = new ArrayList<>();
    int y = 0;
    for (Track track : single) {
      lanes.add(Lane.of(track, name(track, tracks), scale, y));
      y += Lane.height(track);
    }
    List<Band> bands = new ArrayList<>();
    for (boolean virtual : new boolean[] {false, true}) {
      List<Track> kind = others.stream().filter(one -> one.thread().virtual() == virtual).toList();
      if (!kind.isEmpty()) {
        bands.add(Band.of(kind, scale.all(), y));
        y += Band.HEIGHT + GAP;
      }
    }
    List<Event> events = events(tracks, single);
    return new Timeline(
        lanes,
        bands,
        scale.marks(),
        y + AXIS_HEIGHT,
        y,
        summary(tracks),
        events.stream().limit(MOST_EVENTS).toList(),
        left(events.size() - MOST_EVENTS));
  }

  private static String left(int count) {
    return count > 0 ? String.format(Locale.ROOT, "%,d", count) : "";
  }

  private static long id(Track track) {
    return track.thread().id();
  }

  /** Of many threads, the first few of which more is known than that they lived. */
  private static List<Track> telling(List<Track> tracks) {
    return tracks.stream().filter(Track::tells).limit(LANES_BESIDE_BANDS).toList();
  }

  private static String name(Track track, List<Track> all) {
    if (track.poses()) {
      return Track.nameOfPosing(all);
    }
    String name = track.thread().name();
    return name.isEmpty() ? "#" + track.thread().id() : name;
  }

  private static String summary(List<Track> tracks) {
    long virtual = tracks.stream().filter(track -> track.thread().virtual()).count();
    long spans = tracks.stream().mapToLong(track -> track.spans().size()).sum();
    long lines = tracks.stream().mapToLong(track -> track.lines().size()).sum();
    return Stream.of(
            count(tracks.size() - virtual, "platform thread"),
            count(virtual, "virtual thread"),
            count(spans, "span"),
            count(lines, "line"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> count(long number, String what) {
    return number == 0
        ? Optional.empty()
        : Optional.of(number == 1 ? "1 " + what : "%,d %ss".formatted(number, what));
  }

  /** The lines and spans of all threads, and the starts and ends of those with a lane. */
  private static List<Event> events(List<Track> tracks, List<Track> single) {
    List<Event> events = new ArrayList<>();
    for (Track track : tracks) {
      String name = name(track, tracks);
      Function<Line, Event> said = line -> new Event(line.nanos(), name, line.toString());
      Function<Span, Event> did = span -> new Event(span.from(), name, inWords(span));
      Stream.concat(track.lines().stream().map(said), track.spans().stream().map(did))
          .forEach(events::add);
    }
    for (Track track : single) {
      String name = name(track, tracks);
      String kind = track.thread().virtual() ? "virtual" : "platform";
      if (track.starts()) {
        String end = track.ends() ? "ends at " + Times.of(track.to()) : "its end was not seen";
        events.add(new Event(track.from(), name, "starts (%s), %s".formatted(kind, end)));
      }
    }
    events.sort(null);
    return events;
  }

  private static String inWords(Span span) {
    return "%s, until %s"
        .formatted((span.subject() + " " + span.what()).strip(), Times.of(span.to()));
  }
}
