package showcase.engine;

import java.util.Map;
import java.util.Optional;

/**
 * The result of one engine on one kind of work over all rounds.
 *
 * @param parameters the parameters of the work, such as {@code tasks} and {@code n}
 * @param figures the measures that apply, each over all rounds; none if a trial failed
 * @param note a limit that the engine hit, or the reason why a trial failed; otherwise empty
 * @param failed whether a trial failed
 */
public record Result(
    WorkKind work,
    EngineKind engine,
    Map<String, Integer> parameters,
    Map<Measure, Spread> figures,
    String note,
    boolean failed) {

  /** Returns the figure, if there is one for this engine and this work. */
  public Optional<Spread> figure(Measure measure) {
    return Optional.ofNullable(figures.get(measure));
  }

  /** Returns the figure's median, or NaN if there is none. */
  public double median(Measure measure) {
    return figure(measure).map(Spread::median).orElse(Double.NaN);
  }
}
