package showcase.catalogue;

import java.util.List;

/**
 * What a run said, as its claims read it.
 *
 * @param lines in the order in which they were said
 * @param measurements what the run measured
 */
public record Run(List<Line> lines, List<Measurement> measurements) {

  /** How many lines have this text, whoever said it. */
  public int count(String text) {
    return (int) lines.stream().filter(line -> line.text().equals(text)).count();
  }

  /** What this subject said, in order. */
  public List<String> saidBy(Object subject) {
    return lines.stream()
        .filter(line -> line.subject().equals(subject.toString()))
        .map(Line::text)
        .toList();
  }

  /** Who said this, in order. */
  public List<String> whoSaid(String text) {
    return lines.stream().filter(line -> line.text().equals(text)).map(Line::subject).toList();
  }

  /** Where this subject first said this text, counted from 0; -1 if it never did. */
  public int indexOf(Object subject, String text) {
    return lines.indexOf(new Line(subject.toString(), text));
  }

  /** The most subjects that had said {@code enter} and not yet {@code leave} at any one time. */
  public int peak(String enter, String leave) {
    int inside = 0;
    int peak = 0;
    for (Line line : lines) {
      if (line.text().equals(enter)) {
        peak = Math.max(peak, ++inside);
      } else if (line.text().equals(leave)) {
        inside--;
      }
    }
    return peak;
  }
}
