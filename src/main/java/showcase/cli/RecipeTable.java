package showcase.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

/**
 * Recipes as rows: number, name, title and editions. Nothing is ever cut. Where a row does not fit,
 * the editions are left out; where it still does not fit, the titles are wrapped, and on a very
 * narrow terminal they stand below the names.
 */
final class RecipeTable {
  private static final String INDENT = " ".repeat(4);

  /** A column for titles that is narrower than this reads worse than titles below the names. */
  private static final int NARROWEST_TITLES = 24;

  private final int names;
  private final int titles;
  private final int editions;
  private final int columns;

  /**
   * Measures the columns.
   *
   * @param recipes all that may become rows
   * @param columns how wide a row may be
   */
  RecipeTable(List<Recipe<?>> recipes, int columns) {
    int longestName = 0; // no streams: the first ones of a JVM cost list a few milliseconds
    int longestTitle = 0;
    int longestEditions = 0;
    for (Recipe<?> recipe : recipes) {
      longestName = Math.max(longestName, recipe.name().length());
      longestTitle = Math.max(longestTitle, recipe.title().length());
      longestEditions = Math.max(longestEditions, editions(recipe).length());
    }
    names = longestName;
    titles = longestTitle;
    editions = longestEditions;
    this.columns = columns;
  }

  /** A row with the editions, if every recipe's fit. */
  List<String> withEditions(Recipe<?> recipe) {
    String row = start(recipe) + padded(recipe.title(), titles) + "  " + editions(recipe);
    boolean fits = INDENT.length() + names + 2 + titles + 2 + editions <= columns;
    return fits ? List.of(row) : row(recipe);
  }

  /** A row without the editions. */
  List<String> row(Recipe<?> recipe) {
    String start = start(recipe);
    int left = columns - start.length();
    List<String> lines = new ArrayList<>();
    if (left < Math.min(titles, NARROWEST_TITLES)) {
      lines.add(start.stripTrailing());
      indented(recipe.title()).forEach(lines::add);
      return lines;
    }
    for (String line : wrap(recipe.title(), left)) {
      lines.add((lines.isEmpty() ? start : " ".repeat(start.length())) + line);
    }
    return lines;
  }

  /** A text below a row. */
  List<String> indented(String text) {
    return wrap(text, columns - INDENT.length()).stream().map(line -> INDENT + line).toList();
  }

  /** The text in lines of at most {@code width} characters, except for words that are longer. */
  static List<String> wrap(String text, int width) {
    if (text.length() <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private String start(Recipe<?> recipe) {
    return "%2d  %s  ".formatted(recipe.number(), padded(recipe.name(), names));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String editions(Recipe<?> recipe) {
    var names = new StringJoiner(", ");
    for (NamedEdition<?> edition : recipe.editions()) {
      names.add(edition.name());
    }
    return names.toString();
  }
}
