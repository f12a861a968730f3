package showcase.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import showcase.catalogue.Measurement;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.catalogue.Verdict.Unsupported;
import showcase.report.Posed.Gone;

/**
 * What happened when a recipe's editions went through its situations.
 *
 * @param name the recipe's name
 * @param unsupported the editions that did not run, each with the reason
 * @param situations the situations, in the order in which they were posed
 * @param measured what was measured
 * @param midRun the scopes that were open in mid-run, edition by edition
 */
record Happened(
    String name,
    List<Absent> unsupported,
    List<Posed> situations,
    Optional<Grid> measured,
    List<MidRun> midRun) {

  /** An edition that did not run, and what it needs. */
  record Absent(String edition, String needs) {}

  /** Whether any scopes were recorded. */
  boolean scoped() {
    return !midRun.isEmpty();
  }

  static Happened of(RecipeRun run) {
    List<Absent> absent = new ArrayList<>();
    List<Verdict> ran = new ArrayList<>();
    for (Verdict verdict : run.verdicts()) {
      switch (verdict.outcome()) {
        case Unsupported(String needs) -> absent.add(new Absent(verdict.edition(), needs));
        case Ran one -> ran.add(verdict);
      }
    }
    List<Posed> situations = new ArrayList<>();
    for (List<Gone> all : bySituation(ran)) {
      situations.add(Posed.of(all, situations.isEmpty()));
    }
    return new Happened(run.recipe().name(), absent, situations, measured(ran), run.midRun());
  }

  /** The passages of all editions through each situation. */
  private static List<List<Gone>> bySituation(List<Verdict> verdicts) {
    Map<String, List<Gone>> situations = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      var ran = (Ran) verdict.outcome();
      var lives = new LivesByPassage(ran);
      Map<String, Integer> seen = new HashMap<>();
      for (Passage passage : ran.situations()) {
        int time = seen.merge(passage.situation(), 1, Integer::sum);
        List<Track> tracks = Track.of(passage, lives.of(passage));
        situations
            .computeIfAbsent(time + passage.situation(), key -> new ArrayList<>())
            .add(new Gone(verdict.edition(), passage, tracks));
      }
    }
    return List.copyOf(situations.values());
  }

  private static Optional<Grid> measured(List<Verdict> verdicts) {
    List<Map<String, Grid.Cell>> facts = new ArrayList<>();
    Set<String> editions = new LinkedHashSet<>();
    for (Verdict verdict : verdicts) {
      editions.add(verdict.edition());
      Map<String, Grid.Cell> own = new LinkedHashMap<>();
      for (Measurement one : ((Ran) verdict.outcome()).measurements()) {
        String amount = String.format(Locale.ROOT, "%,.2f %s", one.value(), one.unit());
        own.put(one.name(), Grid.Cell.of(amount));
      }
      facts.add(own);
    }
    return Grid.of("Measured", List.copyOf(editions), facts);
  }
}
