package showcase.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import showcase.catalogue.Situation.Shown;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Passage;
import showcase.catalogue.Verdict.Ran;
import showcase.catalogue.Verdict.Unsupported;

/**
 * What the situations showed, with the editions side by side: the facts that may differ, and what
 * was measured.
 *
 * @param verdicts a run of each edition
 * @param columns the width of the page
 */
record ShownTable(List<Verdict> verdicts, int columns) {
  private static final int WIDEST = 120;
  private static final int FACT_COLUMNS = 34;
  private static final String NOTHING = "-";

  void print(PrintWriter out) {
    List<String> headings = new ArrayList<>();
    headings.add("What happened");
    verdicts.forEach(verdict -> headings.add(verdict.edition()));
    TextTable table = table();
    table.addRowValues(headings.toArray(String[]::new));
    List<Verdict> ran = verdicts.stream().filter(v -> v.outcome() instanceof Ran).toList();
    if (ran.isEmpty()) {
      verdicts.forEach(verdict -> out.println(verdict.edition() + " " + needs(verdict)));
      return;
    }
    addTotals(table);
    for (Passage passage : ((Ran) ran.getFirst().outcome()).situations()) {
      addSituation(table, passage.situation());
    }
    out.print(table);
  }

  private TextTable table() {
    int all = Math.min(columns, WIDEST);
    int each = (all - FACT_COLUMNS) / verdicts.size();
    List<Column> layout = new ArrayList<>();
    layout.add(new Column(FACT_COLUMNS, 0, Overflow.WRAP));
    verdicts.forEach(verdict -> layout.add(new Column(each, 2, Overflow.WRAP)));
    return TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), layout.toArray(Column[]::new));
  }

  private void addTotals(TextTable table) {
    addRow(table, "all situations", verdicts.stream().map(ShownTable::total).toList());
  }

  private void addSituation(TextTable table, String situation) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (int i = 0; i < verdicts.size(); i++) {
      Map<String, String> facts = facts(verdicts.get(i), situation);
      for (Map.Entry<String, String> fact : facts.entrySet()) {
        rows.computeIfAbsent(fact.getKey(), key -> new ArrayList<>(unknown()))
            .set(i, fact.getValue());
      }
    }
    if (!rows.isEmpty()) {
      addRow(table, situation, verdicts.stream().map(verdict -> "").toList());
      rows.forEach((fact, values) -> addRow(table, "  " + fact, values));
    }
  }

  private List<String> unknown() {
    return verdicts.stream().map(verdict -> NOTHING).toList();
  }

  private static void addRow(TextTable table, String first, List<String> others) {
    List<String> row = new ArrayList<>();
    row.add(first);
    row.addAll(others);
    table.addRowValues(row.toArray(String[]::new));
  }

  private static Map<String, String> facts(Verdict verdict, String situation) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (verdict.outcome() instanceof Ran ran) {
      for (Passage passage : ran.situations()) {
        if (passage.situation().equals(situation)) {
          for (Shown shown : passage.shows()) {
            facts.put(shown.text(), shown.value());
          }
          passage
              .run()
              .measurements()
              .forEach(one -> facts.put(one.name(), VerdictText.amount(one)));
        }
      }
    }
    return facts;
  }

  private static String total(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Unsupported unsupported -> needs(verdict);
      case Ran ran ->
          "%d platform, %d virtual threads"
              .formatted(ran.threads().platform(), ran.threads().virtual());
    };
  }

  private static String needs(Verdict verdict) {
    return verdict.outcome() instanceof Unsupported(String needs) ? "needs " + needs : "";
  }
}
