package showcase.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table with a row for each fact and a column for each edition.
 *
 * @param caption what the facts are
 * @param editions the headings of the columns
 * @param rows the rows
 */
record Grid(String caption, List<String> editions, List<Row> rows) {

  /** A fact, and what each edition has to it. */
  record Row(String fact, List<Cell> cells) {}

  /**
   * What one edition has to a fact.
   *
   * @param text the text; empty if it has none
   * @param holds whether it is a claim that holds
   * @param fails whether it is a claim that does not hold
   */
  record Cell(String text, boolean holds, boolean fails) {
    static final Cell NOTHING = new Cell("–", false, false);

    static Cell of(String text) {
      return new Cell(text, false, false);
    }
  }

  /**
   * Puts the facts of all editions together; those of the same name share a row.
   *
   * @return empty if there are none
   */
  static Optional<Grid> of(String caption, List<String> editions, List<Map<String, Cell>> facts) {
    Map<String, List<Cell>> rows = new LinkedHashMap<>();
    for (int column = 0; column < facts.size(); column++) {
      for (Map.Entry<String, Cell> fact : facts.get(column).entrySet()) {
        List<Cell> row =
            rows.computeIfAbsent(
                fact.getKey(),
                key -> new ArrayList<>(facts.stream().map(e -> Cell.NOTHING).toList()));
        row.set(column, fact.getValue());
      }
    }
    List<Row> all = new ArrayList<>();
    rows.forEach((fact, cells) -> all.add(new Row(fact, cells)));
    return all.isEmpty() ? Optional.empty() : Optional.of(new Grid(caption, editions, all));
  }
}
