package showcase.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import showcase.catalogue.Claim;
import showcase.catalogue.Evidence;
import showcase.catalogue.Line;
import showcase.catalogue.Measurement;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.catalogue.Verdict.Unsupported;
import showcase.observe.Footprint.Left;
import showcase.observe.ThreadCount;

/** Prints verdicts as text. */
final class VerdictText {
  private static final int MOST_LINES = 40;
  private static final int COLUMNS = 80;

  private VerdictText() {}

  /** Prints everything about one run, situation by situation. */
  static void print(Verdict verdict, PrintWriter out) {
    String name = verdict.recipe().name() + ", " + verdict.edition();
    switch (verdict.outcome()) {
      case Unsupported(String needs) -> out.println(name + ": needs " + needs);
      case Ran ran -> {
        out.println("%s (java %d)".formatted(name, Runtime.version().feature()));
        ran.situations().forEach(passage -> print(passage, out));
        out.println(
            "  %s, %s; %s"
                .formatted(millis(ran.took().toNanos()), started(ran.threads()), left(ran.left())));
        out.println();
      }
    }
  }

  private static void print(Passage passage, PrintWriter out) {
    out.println("  " + passage.situation());
    printLines(passage.run().lines(), out);
    passage.run().measurements().forEach(one -> out.println("    measured  " + measured(one)));
    passage.claims().forEach(claim -> out.println(claim(claim)));
    passage
        .shows()
        .forEach(shown -> out.println(labelled("shows", shown.text() + ":", shown.value())));
    printFailure(passage, out);
  }

  /** Prints what failed in a run, under the names of the situations. */
  static void printFailures(Ran ran, PrintWriter out) {
    for (Passage passage : ran.situations()) {
      if (!passage.fine()) {
        out.println("  " + passage.situation());
        passage.failedClaims().forEach(claim -> out.println(claim(claim)));
        printFailure(passage, out);
      }
    }
  }

  private static void printFailure(Passage passage, PrintWriter out) {
    passage.error().ifPresent(error -> out.println("    FAILED    " + error));
    if (!passage.left().nothing()) {
      out.println("    FAILED    " + left(passage.left()));
    }
  }

  private static String measured(Measurement measurement) {
    return measurement.name() + ": " + amount(measurement);
  }

  /** A measured value with its unit. */
  static String amount(Measurement measurement) {
    return String.format(Locale.ROOT, "%.2f %s", measurement.value(), measurement.unit());
  }

  private static void printLines(List<Line> lines, PrintWriter out) {
    lines.stream().limit(MOST_LINES).forEach(line -> out.println("      " + line));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      out.println("      … %,d more lines; --json has them all".formatted(more));
    }
  }

  private static String claim(Claim.Result claim) {
    Evidence evidence = claim.evidence();
    String verdict = evidence.holds() ? "holds" : "FAILED";
    return labelled(evidence.tried() ? verdict : "not tried", claim.text() + ":", evidence.saw());
  }

  /** On one line if it fits, otherwise with the detail on the next. */
  private static String labelled(String label, String text, String detail) {
    String line = "    %-9s %s".formatted(label, text);
    return line.length() + detail.length() < COLUMNS
        ? line + " " + detail
        : line + System.lineSeparator() + " ".repeat(16) + detail;
  }

  /** Prints the median and the range of the times of an edition's runs. */
  static void printSpread(String edition, List<Verdict> verdicts, PrintWriter out) {
    List<Verdict> own = verdicts.stream().filter(v -> v.edition().equals(edition)).toList();
    List<Long> nanos =
        own.stream()
            .filter(verdict -> verdict.outcome() instanceof Ran)
            .map(verdict -> ((Ran) verdict.outcome()).took().toNanos())
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

  /** A time with as many digits as are meaningful. */
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
