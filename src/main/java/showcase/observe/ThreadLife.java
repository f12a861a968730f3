package showcase.observe;

/**
 * The life of a thread, as JFR recorded it.
 *
 * @param thread the thread
 * @param start when it started, in nanoseconds on the time line of {@link System#nanoTime}
 * @param end when it ended, or {@link #UNSEEN} if it had not when the recording ended
 */
public record ThreadLife(SeenThread thread, long start, long end) {
  public static final long UNSEEN = Long.MAX_VALUE;
}
