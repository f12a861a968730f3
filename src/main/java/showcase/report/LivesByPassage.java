package showcase.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.ThreadLife;

/** The lives of a run's threads, each with the situation in which it started. */
final class LivesByPassage {
  private final TreeMap<Long, List<ThreadLife>> byStart = new TreeMap<>();

  LivesByPassage(Ran ran) {
    ran.situations().forEach(passage -> byStart.put(passage.start(), new ArrayList<>()));
    for (ThreadLife life : ran.lives()) {
      var passage = byStart.floorEntry(life.start());
      if (passage != null) { // otherwise it is the thread that poses the situations
        passage.getValue().add(life);
      }
    }
    byStart.values().forEach(lives -> lives.sort(Comparator.comparingLong(ThreadLife::start)));
  }

  /** The threads that started while this situation was the last to have begun. */
  List<ThreadLife> of(Passage passage) {
    return byStart.getOrDefault(passage.start(), List.of());
  }
}
