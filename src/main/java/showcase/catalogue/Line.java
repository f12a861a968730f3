package showcase.catalogue;

/**
 * One line of a transcript: who says what.
 *
 * @param subject a task's number or name, or empty
 * @param text what it says
 */
public record Line(String subject, String text) {
  @Override
  public String toString() {
    return subject.isEmpty() ? text : subject + " " + text;
  }
}
