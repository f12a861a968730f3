package showcase.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import showcase.catalogue.Line;
import showcase.catalogue.Span;
import showcase.catalogue.Verdict.Passage;
import showcase.observe.SeenThread;
import showcase.observe.ThreadLife;

/**
 * What one thread did in one situation. Times are in nanoseconds since the situation began.
 *
 * @param thread the thread
 * @param poses whether it is the thread that poses the situation
 * @param from when it started, or 0 if that was before
 * @param to when it ended, or {@link ThreadLife#UNSEEN} if that is not known
 * @param lines what it said
 * @param spans what it did for some time, in the order in which that began
 */
record Track(
    SeenThread thread, boolean poses, long from, long to, List<Line> lines, List<Span> spans) {
  /** The name that the runner gives the thread in which it poses situations. */
  private static final String POSING = "run";

  /** Whether this thread is the one that poses situations, as far as its name tells. */
  static boolean poses(String name, boolean virtual) {
    return name.equals(POSING) && !virtual;
  }

  /** What a reader calls the thread that poses a situation, which usually calls the edition. */
  static String nameOfPosing(List<Track> all) {
    boolean another = all.stream().anyMatch(one -> one.thread().name().equals("caller"));
    return another ? "situation" : "caller";
  }

  /** Whether its start was seen in this situation. */
  boolean starts() {
    return from > 0;
  }

  /** Whether its end was seen. */
  boolean ends() {
    return to != ThreadLife.UNSEEN;
  }

  /** Whether it is more than its start and its end. */
  boolean tells() {
    return poses || !lines.isEmpty() || !spans.isEmpty();
  }

  /**
   * The threads of a situation, in the order of their starts, the one that poses it first.
   *
   * @param passage how an edition went through the situation
   * @param lives the threads that started meanwhile
   */
  static List<Track> of(Passage passage, List<ThreadLife> lives) {
    Map<Long, Track> tracks = new LinkedHashMap<>();
    for (ThreadLife life : lives) {
      boolean seen = life.end() != ThreadLife.UNSEEN;
      long to = seen ? life.end() - passage.start() : ThreadLife.UNSEEN;
      long from = Math.max(1, life.start() - passage.start());
      SeenThread thread = life.thread();
      tracks.put(
          thread.id(), new Track(thread, false, from, to, new ArrayList<>(), new ArrayList<>()));
    }
    Map<Long, Track> older = new HashMap<>();
    for (Line line : passage.run().lines()) {
      track(line.thread(), passage, tracks, older).lines().add(line);
    }
    for (Span span : passage.run().spans()) {
      track(span.thread(), passage, tracks, older).spans().add(span);
    }
    List<Track> all = new ArrayList<>(older.values());
    all.addAll(tracks.values());
    if (all.stream().noneMatch(Track::poses)) {
      var nothing = new SeenThread(0, POSING, false);
      all.add(new Track(nothing, true, 0, passage.took().toNanos(), List.of(), List.of()));
    }
    all.sort(
        Comparator.comparing((Track track) -> !track.poses())
            .thenComparingLong(Track::from)
            .thenComparingLong(track -> track.thread().id()));
    return all;
  }

  /** The track of a thread that may have started before the situation. */
  private static Track track(
      SeenThread thread, Passage passage, Map<Long, Track> started, Map<Long, Track> older) {
    Track track = started.get(thread.id());
    if (track != null) {
      return track;
    }
    boolean poses = poses(thread.name(), thread.virtual());
    long to = poses ? passage.took().toNanos() : ThreadLife.UNSEEN;
    return older.computeIfAbsent(
        thread.id(), id -> new Track(thread, poses, 0, to, new ArrayList<>(), new ArrayList<>()));
  }
}
