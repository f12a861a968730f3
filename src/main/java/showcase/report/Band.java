package showcase.report;

import java.util.Arrays;
import java.util.List;
import showcase.observe.ThreadLife;

/**
 * Many threads of one kind, drawn as the number that were alive at a time.
 *
 * @param label how many there are, in words
 * @param most the most that were alive at the same time
 * @param path the outline, in a field of {@value #COLUMNS} by {@value #HEIGHT}
 * @param y where it stands in the timeline
 */
record Band(String label, int most, String path, int y) {
  static final int COLUMNS = 120;
  static final int HEIGHT = 30;

  /** Where the first line of text stands. */
  int first() {
    return y + 13;
  }

  /** Where the second one does. */
  int second() {
    return y + 27;
  }

  static Band of(List<Track> tracks, long scale, int y) {
    boolean virtual = tracks.getFirst().thread().virtual();
    int[] most = mostAtOnce(tracks, scale);
    int peak = Arrays.stream(most).max().orElse(0);
    String kind = virtual ? "virtual" : "platform";
    return new Band("%,d %s threads".formatted(tracks.size(), kind), peak, path(most, peak), y);
  }

  /** For each column, the most that were alive at the same time. */
  private static int[] mostAtOnce(List<Track> tracks, long scale) {
    long[] starts = tracks.stream().mapToLong(Track::from).sorted().toArray();
    long[] ends =
        tracks.stream()
            .mapToLong(Track::to)
            .filter(end -> end != ThreadLife.UNSEEN)
            .sorted()
            .toArray();
    int[] most = new int[COLUMNS];
    int started = 0;
    int ended = 0;
    for (int column = 0; column < COLUMNS; column++) {
      long until = Math.max(1, scale) * (column + 1) / COLUMNS;
      most[column] = started - ended;
      while (started < starts.length && starts[started] <= until) {
        while (ended < ends.length && ends[ended] < starts[started]) {
          ended++;
        }
        started++;
        most[column] = Math.max(most[column], started - ended);
      }
      while (ended < ends.length && ends[ended] <= until) {
        ended++;
      }
    }
    return most;
  }

  /** Equal columns beside each other share a step. */
  private static String path(int[] most, int peak) {
    var path = new StringBuilder("M0 " + HEIGHT);
    int above = -1;
    for (int column = 0; column < COLUMNS; column++) {
      int y = HEIGHT - (int) Math.ceil((double) (HEIGHT - 2) * most[column] / Math.max(1, peak));
      if (y != above) {
        path.append('H').append(column).append('V').append(y);
        above = y;
      }
    }
    return path.append('H').append(COLUMNS).append('V').append(HEIGHT).append('Z').toString();
  }
}
