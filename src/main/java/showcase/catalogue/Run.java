package showcase.catalogue;

import java.util.List;

/**
 * What was said and measured while a situation was posed.
 *
 * @param lines in the order in which they were said
 * @param measurements in the order in which they were made
 */
public record Run(List<Line> lines, List<Measurement> measurements) {}
