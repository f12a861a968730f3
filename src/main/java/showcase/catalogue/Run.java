package showcase.catalogue;

import java.util.List;

/**
 * What was said, seen and measured while a situation was posed.
 *
 * @param lines in the order in which they were said
 * @param spans in the order in which they began
 * @param measurements in the order in which they were made
 */
public record Run(List<Line> lines, List<Span> spans, List<Measurement> measurements) {}
