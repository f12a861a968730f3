package showcase.catalogue;

/**
 * One line of a transcript.
 *
 * @param subject a task's number or name, or empty
 * @param text what happens to it
 */
public record Line(String subject, String text) {
  @Override
  public String toString() {
    return subject.isEmpty() ? text : subject + " " + text;
  }
}
