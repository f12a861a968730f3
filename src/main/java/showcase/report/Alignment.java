package showcase.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Which lines of two texts stand beside each other: equal ones, and those that replace each other.
 */
final class Alignment {
  /** Where a text has no line beside the other's. */
  static final int NONE = -1;

  /** The indexes of two lines that stand beside each other, or {@link #NONE}. */
  record Beside(int left, int right) {}

  private Alignment() {}

  static List<Beside> of(List<String> left, List<String> right) {
    List<Beside> rows = new ArrayList<>();
    int l = 0;
    int r = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
      while (l < delta.getSource().getPosition()) {
        rows.add(new Beside(l++, r++));
      }
      int endOfLeft = l + delta.getSource().size();
      int endOfRight = r + delta.getTarget().size();
      while (l < endOfLeft || r < endOfRight) {
        rows.add(new Beside(l < endOfLeft ? l++ : NONE, r < endOfRight ? r++ : NONE));
      }
    }
    while (l < left.size()) {
      rows.add(new Beside(l++, r++));
    }
    return rows;
  }
}
