package showcase.engine;

import java.util.Map;
import java.util.Optional;

/**
 * What one engine did with one kind of work over all rounds.
 *
 * @param parameters what was asked, such as {@code tasks} and {@code n}
 * @param figures the measures that apply, each over all rounds; none if a trial failed
 * @param note a limit that the engine ran into, or why a trial failed; else empty
 * @param failed whether a trial failed
 */
public record Result(
    WorkKind work,
    EngineKind engine,
    Map<String, Integer> parameters,
    Map<Measure, Spread> figures,
    String note,
    boolean failed) {

  /** The figure, if this engine and work have it. */
  public Optional<Spread> figure(Measure measure) {
    return Optional.ofNullable(figures.get(measure));
  }

  /** The figure's median; not a number if there is none. */
  public double median(Measure measure) {
    return figure(measure).map(Spread::median).orElse(Double.NaN);
  }
}
