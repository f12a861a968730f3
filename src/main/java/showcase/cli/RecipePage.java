package showcase.cli;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Sources;
import showcase.catalogue.Sources.Source;
import showcase.cli.Highlighter.Piece;

/**
 * A recipe as a page: its problem, its claims, the sources of its editions, and when to use which.
 *
 * @param recipe the recipe
 * @param java the Java release whose API the sources are shown in, 21 or 25
 * @param columns of the page; with 160 or more, the first two editions stand side by side
 * @param colours whether the sources are highlighted
 */
record RecipePage(Recipe recipe, int java, int columns, boolean colours) {
  private static final int WIDE_ENOUGH = 160;
  private static final int PROSE_COLUMNS = 80;
  private static final String GUTTER = " | ";

  void print(PrintWriter out) {
    out.println("%d %s: %s".formatted(recipe.number(), recipe.name(), recipe.title()));
    out.println();
    paragraph(recipe.problem(), out);
    out.println();
    paragraph("Python, then: " + recipe.python(), out);
    out.println();
    recipe
        .parameters()
        .forEach(p ->
            out.println(
                "  -p %s=%d  %s (%d to %d)"
                    .formatted(p.name(), p.defaultValue(), p.meaning(), p.least(), p.most())));
    if (!recipe.words().isEmpty()) {
      out.println("  -- WORD…  " + recipe.words());
    }
    recipe.claims().forEach(claim -> out.println("  claim: " + claim.text()));
    out.println();

    List<NamedEdition> editions = recipe.editions();
    if (columns >= WIDE_ENOUGH && editions.size() > 1) {
      printSideBySide(editions.get(0), editions.get(1), out);
      editions.stream().skip(2).forEach(edition -> printOne(edition, out));
    } else {
      editions.forEach(edition -> printOne(edition, out));
    }

    paragraph("What changes: " + recipe.notes().whatChanges(), out);
    paragraph("Keep the classic when: " + recipe.notes().keepTheClassicWhen(), out);
    paragraph("Watch out for: " + recipe.notes().watchOutFor(), out);
  }

  private void printOne(NamedEdition edition, PrintWriter out) {
    for (Source source : sources(edition)) {
      out.println(title(edition, source));
      var highlighter = new Highlighter(colours, Integer.MAX_VALUE); // a pager wraps better
      for (String line : source.lines()) {
        highlighter.next(line).forEach(piece -> out.println(piece.text()));
      }
      out.println();
    }
  }

  /** The files pair by pair: lines that are the same stand beside each other, as a diff sees it. */
  private void printSideBySide(NamedEdition left, NamedEdition right, PrintWriter out) {
    List<Source> lefts = sources(left);
    List<Source> rights = sources(right);
    for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
      Source nothing = new Source("", "");
      Source leftFile = i < lefts.size() ? lefts.get(i) : nothing;
      Source rightFile = i < rights.size() ? rights.get(i) : nothing;
      int half = (columns - GUTTER.length()) / 2;
      String heading = ("%-" + half + "s%s%s");
      out.println(heading.formatted(title(left, leftFile), GUTTER, title(right, rightFile)));
      printRows(leftFile, rightFile, half, out);
      out.println();
    }
  }

  private void printRows(Source left, Source right, int half, PrintWriter out) {
    var rows = DiffRowGenerator.create().lineNormalizer(UnaryOperator.identity()).build();
    var onLeft = new Highlighter(colours, half);
    var onRight = new Highlighter(colours, half);
    for (DiffRow row : rows.generateDiffRows(left.lines(), right.lines())) {
      List<Piece> lefts = onLeft.next(row.getOldLine());
      List<Piece> rights = onRight.next(row.getNewLine());
      for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
        Piece leftPiece = i < lefts.size() ? lefts.get(i) : new Piece("", 0);
        String rightText = i < rights.size() ? rights.get(i).text() : "";
        String filling = " ".repeat(half - leftPiece.columns());
        out.println((leftPiece.text() + filling + GUTTER + rightText).stripTrailing());
      }
    }
  }

  private List<Source> sources(NamedEdition edition) {
    return java == 21 ? Sources.java21Of(recipe, edition) : Sources.of(recipe, edition);
  }

  private String title(NamedEdition edition, Source source) {
    return source.file().isEmpty()
        ? ""
        : "=== %s (java %d): %s".formatted(edition.name(), java, source.file());
  }

  private static void paragraph(String text, PrintWriter out) {
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() + word.length() >= PROSE_COLUMNS) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }
}
