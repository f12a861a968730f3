package showcase.report;

import java.util.List;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.observe.ScopeTree;

/**
 * The scopes that were open at one moment of an edition's run.
 *
 * @param edition the edition's name
 * @param situation the situation that it went through; empty if the thread dump took from one
 *     situation into the next
 * @param scopes the outermost scopes
 */
public record MidRun(String edition, String situation, List<Scope> scopes) {

  static MidRun of(ScopeTree tree, Verdict verdict) {
    List<Passage> meanwhile =
        verdict.outcome() instanceof Ran ran
            ? ran.situations().stream().filter(passage -> overlap(tree, passage)).toList()
            : List.of();
    boolean one = meanwhile.size() == 1;
    String posing = Track.nameOfPosing(one ? tracks(verdict, meanwhile.getFirst()) : List.of());
    return new MidRun(
        verdict.edition(),
        one ? meanwhile.getFirst().situation() : "",
        tree.scopes().stream().map(scope -> Scope.of(scope, posing)).toList());
  }

  /** The threads of the situation's timeline, where each has the same name. */
  private static List<Track> tracks(Verdict verdict, Passage passage) {
    return Track.of(passage, new LivesByPassage((Ran) verdict.outcome()).of(passage));
  }

  private static boolean overlap(ScopeTree tree, Passage passage) {
    long end = passage.start() + passage.took().toNanos();
    return tree.from() - end <= 0 && tree.to() - passage.start() >= 0;
  }
}
