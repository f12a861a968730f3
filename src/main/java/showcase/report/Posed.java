package showcase.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Span;
import showcase.catalogue.Verdict.Passage;
import showcase.observe.Footprint.Left;

/**
 * One situation, and how each edition went through it.
 *
 * @param name what is posed
 * @param fine whether nothing went wrong
 * @param open whether it is shown at once, and not folded
 * @param claimed how many claims hold, in words
 * @param seen what each edition did
 * @param shows the facts that may differ
 * @param claims what must hold for every edition
 */
record Posed(
    String name,
    boolean fine,
    boolean open,
    String claimed,
    List<Seen> seen,
    Optional<Grid> shows,
    Optional<Grid> claims) {

  /**
   * What one edition did.
   *
   * @param edition its name
   * @param took its wall-clock time, in words
   * @param failure what ended the situation early; empty if nothing did
   * @param left what was left behind; empty if nothing was
   * @param timeline what its threads did; empty if it was not posed
   */
  record Seen(
      String edition, String took, String failure, String left, Optional<Timeline> timeline) {}

  /** A situation before it is drawn: one edition's passage, and its threads. */
  record Gone(String edition, Passage passage, List<Track> tracks) {}

  static Posed of(List<Gone> all, boolean first) {
    var scale = new Scale(all.stream().mapToLong(Posed::length).max().orElse(1));
    List<String> editions = all.stream().map(Gone::edition).toList();
    boolean fine = all.stream().allMatch(one -> one.passage().fine());
    return new Posed(
        all.getFirst().passage().situation(),
        fine,
        first || !fine,
        claimed(all, fine),
        all.stream().map(one -> seen(one, scale)).toList(),
        Grid.of("What it shows", editions, each(all, Posed::shows)),
        Grid.of("What must hold for every edition", editions, each(all, Posed::claims)));
  }

  /** Until the call and all that was said have ended; threads may end a little later. */
  private static long length(Gone one) {
    Passage passage = one.passage();
    long said = passage.run().lines().stream().mapToLong(Line::nanos).max().orElse(0);
    long did = passage.run().spans().stream().mapToLong(Span::to).max().orElse(0);
    return Math.max(passage.took().toNanos(), Math.max(said, did));
  }

  private static String claimed(List<Gone> all, boolean fine) {
    long failed = all.stream().mapToLong(one -> one.passage().failedClaims().count()).sum();
    int claims = all.stream().mapToInt(one -> one.passage().claims().size()).sum();
    if (failed > 0) {
      return "%d of %d claims fail".formatted(failed, claims);
    }
    return (claims == 1 ? "1 claim holds" : claims + " claims hold")
        + (fine ? "" : ", but something else went wrong");
  }

  private static Seen seen(Gone one, Scale scale) {
    Passage passage = one.passage();
    boolean posed = !passage.took().isZero();
    return new Seen(
        one.edition(),
        Times.of(passage.took().toNanos()),
        passage.error().orElse(""),
        left(passage.left()),
        posed ? Optional.of(Timeline.of(one.tracks(), scale)) : Optional.empty());
  }

  private static String left(Left left) {
    if (left.nothing()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    add(left.threads(), "thread", "threads", parts);
    add(left.processes(), "process", "processes", parts);
    add(left.descriptors(), "descriptor", "descriptors", parts);
    return String.join(", ", parts);
  }

  private static void add(long count, String one, String many, List<String> parts) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : many));
    }
  }

  private static List<Map<String, Grid.Cell>> each(
      List<Gone> all, Function<Passage, Map<String, Grid.Cell>> facts) {
    return all.stream().map(one -> facts.apply(one.passage())).toList();
  }

  private static Map<String, Grid.Cell> shows(Passage passage) {
    Map<String, Grid.Cell> facts = new LinkedHashMap<>();
    passage.shows().forEach(shown -> facts.put(shown.text(), Grid.Cell.of(shown.value())));
    return facts;
  }

  private static Map<String, Grid.Cell> claims(Passage passage) {
    Map<String, Grid.Cell> claims = new LinkedHashMap<>();
    for (Claim.Result claim : passage.claims()) {
      Evidence evidence = claim.evidence();
      String text = evidence.tried() ? evidence.saw() : "not tried: " + evidence.saw();
      boolean holds = evidence.holds() && evidence.tried();
      claims.put(claim.text(), new Grid.Cell(text, holds, !evidence.holds()));
    }
    return claims;
  }
}
