package showcase.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Something that an edition of a recipe has to deal with, what must then hold for every edition, and
 * what may differ and is shown.
 *
 * @param <E> what the recipe's editions implement
 * @param <S> what the play returns: what was seen
 */
public final class Situation<E, S> {

  /** Poses the situation to an edition and returns what was seen. */
  @FunctionalInterface
  public interface Play<E, S> {
    S pose(E edition, Stage stage) throws Exception;
  }

  /** A fact that may differ between editions. */
  record Show<S>(String text, BiFunction<Arguments, S, ?> value) {}

  /** A fact as it was seen in one run. */
  public record Shown(String text, String value) {}

  private final String name;
  private final Play<E, S> play;
  private final List<Claim<S>> claims = new ArrayList<>();
  private final List<Show<S>> shows = new ArrayList<>();

  private Situation(String name, Play<E, S> play) {
    this.name = name;
    this.play = play;
  }

  /** Starts a situation, which {@link #claim} and {@link #shows} complete. */
  public static <E, S> Situation<E, S> situation(String name, Play<E, S> play) {
    return new Situation<>(name, play);
  }

  /** Adds something that must hold for every edition. */
  public Situation<E, S> claim(String text, BiFunction<Arguments, S, Evidence> check) {
    return claimIf(in -> true, text, check);
  }

  /** Adds something that must hold for every edition in runs with certain parameters. */
  public Situation<E, S> claimIf(
      Predicate<Arguments> applies, String text, BiFunction<Arguments, S, Evidence> check) {
    claims.add(new Claim<>(text, applies, check));
    return this;
  }

  /** Adds a fact that may differ from edition to edition. */
  public Situation<E, S> shows(String text, BiFunction<Arguments, S, ?> value) {
    shows.add(new Show<>(text, value));
    return this;
  }

  /** What is posed, in a few words. */
  public String name() {
    return name;
  }

  /** The texts of the claims. */
  public List<String> claims() {
    return claims.stream().map(Claim::text).toList();
  }

  /** The result of one edition in a situation: claims judged, facts shown. */
  record Judgement(List<Claim.Result> claims, List<Shown> shows) {}

  /** Poses the situation to an edition and judges what was seen. */
  Judgement pose(E edition, Arguments in, Stage stage) throws Exception {
    S seen = play.pose(edition, stage);
    return new Judgement(
        claims(in).map(claim -> claim.judge(in, seen)).toList(),
        shows.stream()
            .map(show -> new Shown(show.text, String.valueOf(show.value.apply(in, seen))))
            .toList());
  }

  /** The judgement if the play itself failed, so that nothing was seen. */
  Judgement notReached(Arguments in, Throwable why) {
    return new Judgement(claims(in).map(claim -> claim.notReached(why)).toList(), List.of());
  }

  private Stream<Claim<S>> claims(Arguments in) {
    return claims.stream().filter(claim -> claim.applies().test(in));
  }
}
