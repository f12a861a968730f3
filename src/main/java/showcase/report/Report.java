package showcase.report;

import java.util.List;
import showcase.bench.Timing;

/**
 * All that a report shows.
 *
 * @param place the machine and the program
 * @param runs the recipes in the order in which they are shown
 * @param timings figures of JMH; may be empty
 * @param compared lines of {@code compare --json}; may be empty
 */
public record Report(
    Place place, List<RecipeRun> runs, List<Timing> timings, List<Compared> compared) {}
