package showcase.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import showcase.benchmarks.RecipeBenchmark;
import showcase.catalogue.BadArgumentException;

/**
 * The benchmarks that the patterns of a command line select.
 *
 * @param benchmarks the full names of the selected benchmark methods
 * @param recipes the recipes that the benchmark of whole recipes will run
 */
record JmhSelection(List<String> benchmarks, List<String> recipes) {

  /**
   * Selects benchmarks and recipes.
   *
   * @param patterns regular expressions, searched for in a benchmark's full name and in its name in
   *     the table; if there are none, all benchmarks are selected
   * @param excluded regular expressions for the benchmarks to leave out, matched in the same way
   * @param all the full names of all benchmarks
   * @throws BadArgumentException if a pattern is not a regular expression or selects nothing
   */
  static JmhSelection of(List<String> patterns, List<String> excluded, List<String> all) {
    List<Pattern> without = excluded.stream().map(JmhSelection::compile).toList();
    List<Pattern> with = patterns.stream().map(JmhSelection::compile).toList();
    List<String> benchmarks = new ArrayList<>();
    List<String> recipes = new ArrayList<>();
    for (String benchmark : all) {
      boolean whole = benchmark.startsWith(RecipeBenchmark.class.getName() + ".");
      List<String> names = whole ? RecipeBenchmark.names() : List.of(subject(benchmark));
      for (String name : names) {
        if (wanted(with, benchmark, name) && !matches(without, benchmark, name)) {
          (whole ? recipes : benchmarks).add(whole ? name : benchmark);
        }
      }
      if (whole && !recipes.isEmpty()) {
        benchmarks.add(benchmark);
      }
    }
    for (Pattern pattern : with) {
      checkFound(pattern, benchmarks, recipes);
    }
    if (benchmarks.isEmpty()) {
      throw new BadArgumentException("all benchmarks are excluded");
    }
    return new JmhSelection(benchmarks, recipes);
  }

  private static void checkFound(Pattern pattern, List<String> benchmarks, List<String> recipes) {
    boolean found =
        recipes.stream().anyMatch(name -> pattern.matcher(name).find())
            || benchmarks.stream().anyMatch(one -> wanted(List.of(pattern), one, subject(one)));
    if (!found) {
      throw new BadArgumentException(
          RecipeBenchmark.whyNot(pattern.pattern())
              .map(whyNot -> "the recipe %s is not timed: %s".formatted(pattern, whyNot))
              .orElseGet(() ->
                  "no benchmark matches '%s'; showcase bench -l lists all".formatted(pattern)));
    }
  }

  private static boolean wanted(List<Pattern> patterns, String benchmark, String name) {
    return patterns.isEmpty() || matches(patterns, benchmark, name);
  }

  private static boolean matches(List<Pattern> patterns, String benchmark, String name) {
    return patterns.stream().anyMatch(p -> p.matcher(benchmark).find() || p.matcher(name).find());
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new BadArgumentException(
          "a pattern must be a regular expression, not '%s': %s"
              .formatted(pattern, e.getDescription()));
    }
  }

  /** Returns the name in the table for the full name of a benchmark method. */
  static String subject(String benchmark) {
    String[] names = benchmark.split("\\.");
    return JmhResults.subject(names[names.length - 2]);
  }
}
