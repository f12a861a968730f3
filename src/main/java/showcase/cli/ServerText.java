package showcase.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import showcase.cli.ServerComparison.Served;
import showcase.engine.Spread;

/** Prints and explains the figures of the fib server, by edition and kind of workers. */
final class ServerText {
  private static final int BAR = 6;

  private ServerText() {}

  /** Prints requests per second as a bar, and the p99 of short requests in ms by number of hogs. */
  static void print(List<Served> results, PrintWriter out) {
    String row = "%-10s %s%15s";
    String cell = "%12s";
    out.printf(row, "", " ".repeat(BAR), "requests/s");
    ServerComparison.HOGS.forEach(hogs -> out.printf(cell, "hogs: " + hogs));
    out.println();
    List<Served> done = done(results);
    double most = done.stream().mapToDouble(one -> one.perSecond().median()).max().orElse(1);
    String edition = "";
    for (Served one : done) {
      if (!one.edition().equals(edition)) {
        edition = one.edition();
        out.println(edition);
      }
      double perSecond = one.perSecond().median();
      int length = (int) Math.round(BAR * perSecond / most);
      String bar = "█".repeat(length) + " ".repeat(BAR - length);
      out.printf(row, "  " + one.workers(), bar, "%.0f".formatted(perSecond));
      one.p99().values().forEach(p99 -> out.printf(cell, "%.1f".formatted(p99.median())));
      out.println();
      out.printf(row, "", " ".repeat(BAR), range(one.perSecond()));
      one.p99().values().forEach(p99 -> out.printf(cell, range(p99)));
      out.println();
    }
  }

  private static String range(Spread spread) {
    String format = spread.most() < 100 ? "%.1f-%.1f" : "%.0f-%.0f";
    return format.formatted(spread.least(), spread.most());
  }

  /** Returns the sentences, for the given number of JVMs for each of them. */
  static List<String> verdict(List<Served> results, int rounds) {
    List<Served> done = done(results);
    List<String> sentences = new ArrayList<>();
    if (!CompareVerdict.ranks(rounds) && done.size() > 1) {
      sentences.add(CompareVerdict.NO_RANKING);
    }
    if (!done.isEmpty()) {
      sentences.add(withoutHogs(done, rounds));
      for (int hogs : ServerComparison.HOGS.subList(1, ServerComparison.HOGS.size())) {
        sentences.add(withHogs(hogs, done, rounds));
      }
    }
    if (done.size() > 1) {
      CompareVerdict.caution(rounds).ifPresent(sentences::add);
    }
    for (Served one : results) {
      if (one.failed()) {
        sentences.add("%s failed: %s.".formatted(one.server(), one.note()));
      }
    }
    return sentences;
  }

  private static List<Served> done(List<Served> results) {
    return results.stream().filter(one -> !one.failed()).toList();
  }

  private static String withoutHogs(List<Served> done, int rounds) {
    Served best =
        done.stream()
            .max(Comparator.comparingDouble(one -> one.perSecond().median()))
            .orElseThrow();
    String peers =
        done.stream()
            .filter(one -> CompareVerdict.ranks(rounds) && one != best)
            .filter(one -> one.perSecond().overlaps(best.perSecond()))
            .map(Served::server)
            .collect(Collectors.joining(", "));
    return "Without long requests, %s served the most%s: %,.0f requests per second%s."
        .formatted(
            best.server(),
            CompareVerdict.once(rounds),
            best.perSecond().median(),
            peers.isEmpty() ? "" : "; not distinguishable from it (ranges overlap): " + peers);
  }

  private static String withHogs(int hogs, List<Served> done, int rounds) {
    Comparator<Served> byP99 = Comparator.comparingDouble(one -> one.p99().get(hogs).median());
    Served best = done.stream().min(byP99).orElseThrow();
    Served worst = done.stream().max(byP99).orElseThrow();
    Spread least = best.p99().get(hogs);
    Spread most = worst.p99().get(hogs);
    String clients = hogs == 1 ? "1 client that sends" : hogs + " clients that send";
    String sentence =
        "With %s long requests, 99 %% of the short ones took up to %.1f ms with %s"
            .formatted(clients, least.median(), best.server());
    return CompareVerdict.ranks(rounds) && least.overlaps(most)
        ? sentence + "; no other one is distinguishable from it (ranges overlap)."
        : sentence + " and %.1f ms with %s.".formatted(most.median(), worst.server());
  }
}
