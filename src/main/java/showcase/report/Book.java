package showcase.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import showcase.bench.Comparison;
import showcase.catalogue.Slice;
import showcase.catalogue.Sources;
import showcase.catalogue.Topic;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Ran;

/**
 * The whole report as the page shows it.
 *
 * @param java the release of the sources that were compiled into what runs, and are shown first
 * @param releases all releases, one of them shown
 * @param place the machine and the program
 * @param outcome what the runs came to, in a sentence
 * @param fine whether nothing went wrong
 * @param topics the topics of these recipes
 * @param chapters a section for each recipe
 * @param charts a chart for each kind of work that was compared, and each edition of the fib server
 * @param ratios all pairs that JMH timed
 * @param css the style of the page
 * @param script its script
 */
record Book(
    int java,
    List<Release> releases,
    Place place,
    String outcome,
    boolean fine,
    List<String> topics,
    List<Chapter> chapters,
    List<Chart> charts,
    List<Ratio> ratios,
    String css,
    String script) {

  /** A release whose API the sources can be shown in. */
  record Release(int release, boolean shown) {}

  /** Whether there are charts. */
  boolean compares() {
    return !charts.isEmpty();
  }

  /** Whether there are figures of JMH. */
  boolean timed() {
    return !ratios.isEmpty();
  }

  static Book of(Report report) {
    List<String> names = report.runs().stream().<String>map(run -> run.recipe().name()).toList();
    List<Comparison> pairs = Comparison.pairs(report.timings());
    List<Chapter> chapters =
        report.runs().stream().map(run -> Chapter.of(run, pairs, names)).toList();
    int java = Sources.releaseFor(Slice.RELEASE);
    return new Book(
        java,
        Sources.RELEASES.stream().map(one -> new Release(one, one == java)).toList(),
        report.place(),
        outcome(report.runs()),
        report.runs().stream().allMatch(RecipeRun::fine),
        Arrays.stream(Topic.values())
            .map(Topic::label)
            .filter(topic -> chapters.stream().anyMatch(one -> one.topic().equals(topic)))
            .toList(),
        chapters,
        report.compared().stream().flatMap(one -> Chart.of(one).stream()).toList(),
        pairs.stream().map(pair -> Ratio.of(pair, true)).toList(),
        Templates.text("page.css"),
        Templates.text("page.js"));
  }

  private static String outcome(List<RecipeRun> runs) {
    List<Verdict> verdicts = runs.stream().flatMap(run -> run.verdicts().stream()).toList();
    String recipes = runs.size() == 1 ? "1 recipe" : runs.size() + " recipes";
    if (verdicts.isEmpty()) {
      return recipes + ", to be run from this page";
    }
    long claims =
        verdicts.stream()
            .mapToLong(verdict -> verdict.outcome() instanceof Ran ran ? ran.claims().size() : 0)
            .sum();
    long failed = verdicts.stream().mapToLong(Verdict::failedClaims).sum();
    String end = failed == 0 ? "none failed" : failed + " failed";
    if (failed == 0 && !verdicts.stream().allMatch(Verdict::fine)) {
      end += ", but something else went wrong";
    }
    return String.format(Locale.ROOT, "%s, %,d claims checked, %s", recipes, claims, end);
  }
}
