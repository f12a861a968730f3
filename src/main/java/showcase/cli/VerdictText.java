package showcase.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import showcase.catalogue.Claim;
import showcase.catalogue.Line;
import showcase.catalogue.StructuredApi;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Ran;
import showcase.catalogue.Verdict.Unsupported;
import showcase.observe.Footprint.Left;
import showcase.observe.ThreadCount;

/** Verdicts for people. */
final class VerdictText {
  private static final int MOST_LINES = 40;
  private static final int COLUMNS = 80;

  private VerdictText() {}

  /** Everything about one run. */
  static void print(Verdict verdict, PrintWriter out) {
    String name = verdict.recipe().name() + ", " + verdict.edition();
    switch (verdict.outcome()) {
      case Unsupported(String needs) -> out.println(name + ": needs " + needs);
      case Ran ran -> {
        out.println("%s (java %d)".formatted(name, StructuredApi.RELEASE));
        printLines(ran.run().lines(), out);
        ran.run().measurements().stream()
            .map(m -> "  measured  %s: %.2f %s".formatted(m.name(), m.value(), m.unit()))
            .forEach(out::println);
        printFailures(ran, true, out);
        out.println(
            "  %s, %s; %s"
                .formatted(
                    millis(ran.observation().took().toNanos()),
                    started(ran.observation().threads()),
                    left(ran.observation().left())));
        out.println();
      }
    }
  }

  private static void printLines(List<Line> lines, PrintWriter out) {
    lines.stream().limit(MOST_LINES).forEach(line -> out.println("    " + line));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      out.println("    … %,d more lines; --json has them all".formatted(more));
    }
  }

  /** The claims of a run, or only those that failed, and what went wrong beside them. */
  static void printFailures(Ran ran, boolean allClaims, PrintWriter out) {
    ran.claims().stream()
        .filter(claim -> allClaims || !claim.evidence().holds())
        .map(VerdictText::claim)
        .forEach(out::println);
    ran.error().ifPresent(error -> out.println("  FAILED    " + error));
    if (!ran.observation().left().nothing() && !allClaims) {
      out.println("  FAILED    " + left(ran.observation().left()));
    }
  }

  /** On one line if it fits, else with the evidence on the next. */
  private static String claim(Claim.Result claim) {
    String text =
        "  %-8s  %s:".formatted(claim.evidence().holds() ? "holds" : "FAILED", claim.text());
    String saw = claim.evidence().saw();
    return text.length() + saw.length() < COLUMNS
        ? text + " " + saw
        : text + System.lineSeparator() + " ".repeat(12) + saw;
  }

  /** The times of an edition's runs: their median, and how far they spread. */
  static void printSpread(String edition, List<Verdict> verdicts, PrintWriter out) {
    List<Verdict> own = verdicts.stream().filter(v -> v.edition().equals(edition)).toList();
    List<Long> nanos =
        own.stream()
            .filter(verdict -> verdict.outcome() instanceof Ran)
            .map(verdict -> ((Ran) verdict.outcome()).observation().took().toNanos())
            .sorted()
            .toList();
    if (!nanos.isEmpty()) {
      out.println(
          "%-9s %d runs, %d fine; median %s, from %s to %s"
              .formatted(
                  edition,
                  own.size(),
                  own.stream().filter(Verdict::fine).count(),
                  millis(nanos.get(nanos.size() / 2)),
                  millis(nanos.getFirst()),
                  millis(nanos.getLast())));
    }
  }

  /** A time to be read, with as many digits as mean something. */
  static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  private static String started(ThreadCount threads) {
    return "%d platform and %d virtual threads".formatted(threads.platform(), threads.virtual());
  }

  static String left(Left left) {
    if (left.nothing()) {
      return "nothing left behind";
    }
    return "left behind: %d threads, %d processes, %d descriptors"
        .formatted(left.threads(), left.processes(), left.descriptors());
  }
}
