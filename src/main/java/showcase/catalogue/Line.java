package showcase.catalogue;

import showcase.observe.SeenThread;

/**
 * One line of a transcript.
 *
 * @param subject a task's number or name, or empty
 * @param text what happens to it
 * @param thread the thread that said it
 * @param nanos when, in nanoseconds since the situation began
 */
public record Line(String subject, String text, SeenThread thread, long nanos) {
  @Override
  public String toString() {
    return subject.isEmpty() ? text : subject + " " + text;
  }
}
