package showcase.cli;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Situation;
import showcase.catalogue.Sources;
import showcase.catalogue.Sources.Source;
import showcase.catalogue.Verdict;

/**
 * A recipe as a page: its problem, the sources of its editions, what happened when they ran, and
 * when to use which.
 *
 * @param recipe the recipe
 * @param java the Java release whose API the sources are shown in
 * @param columns the width of the page; with 172 or more, the first two editions stand side by side
 * @param imports whether package and import lines are shown, instead of one line that counts them
 * @param colours whether the sources are highlighted
 */
record RecipePage(Recipe<?> recipe, int java, int columns, boolean imports, boolean colours) {
  private static final String GUTTER = " | ";
  private static final int SOURCE_COLUMNS = 84;
  private static final int WIDE_ENOUGH = 172;
  private static final int PROSE_COLUMNS = 80;

  /**
   * Prints the page.
   *
   * @param verdicts a run of each edition, to show what happened
   */
  void print(List<Verdict> verdicts, Output out) {
    out.println("%d %s: %s".formatted(recipe.number(), recipe.name(), recipe.title()));
    out.println();
    paragraph(recipe.problem(), out);
    out.println();
    paragraph("Python, \"%s\": %s".formatted(recipe.heading(), recipe.python()), out);
    recipe
        .parameters()
        .forEach(p ->
            out.println(
                "  -p %s=%d  %s (%d to %d)"
                    .formatted(p.name(), p.defaultValue(), p.meaning(), p.least(), p.most())));
    if (!recipe.words().isEmpty()) {
      out.println("  -- WORD…  " + recipe.words());
    }
    out.println();

    sources(List.of(recipe.implementingSource()))
        .forEach(source -> printOne("all editions implement " + source.file(), source, out));
    List<? extends NamedEdition<?>> editions = recipe.editions();
    if (columns >= WIDE_ENOUGH && editions.size() > 1) {
      printSideBySide(editions.get(0), editions.get(1), out);
      editions.stream().skip(2).forEach(edition -> printEdition(edition, out));
    } else {
      editions.forEach(edition -> printEdition(edition, out));
    }

    new ShownTable(verdicts, columns).print(out);
    out.println();
    printClaims(out);
    out.println();
    verdicts.stream()
        .filter(verdict -> !verdict.fine())
        .forEach(verdict -> VerdictText.print(verdict, out));
    printNotes(out);
  }

  /** Prints the recipe's own file and its witnesses. */
  void printSituations(Output out) {
    for (Source source : sources(recipe.situationSources())) {
      printOne(source.file(), source, out);
    }
  }

  private void printClaims(PrintWriter out) {
    out.println("Claims that every edition must satisfy");
    for (Situation<?, ?> situation : recipe.situations()) {
      out.println("  " + situation.name());
      situation.claims().forEach(claim -> out.println("    " + claim));
    }
  }

  private void printNotes(PrintWriter out) {
    paragraph("What changes: " + recipe.notes().whatChanges(), out);
    paragraph("Keep the classic when: " + recipe.notes().keepTheClassicWhen(), out);
    paragraph("Watch out for: " + recipe.notes().watchOutFor(), out);
    if (!recipe.notes().seeAlso().isEmpty()) {
      paragraph("See also: " + String.join(", ", recipe.notes().seeAlso()), out);
    }
  }

  private void printEdition(NamedEdition<?> edition, Output out) {
    for (Source source : sources(edition.sources())) {
      printOne(title(edition, source), source, out);
    }
  }

  private void printOne(String title, Source source, Output out) {
    out.println(title);
    var highlighter = new Highlighter(colours);
    lines(source).forEach(line -> out.styled().println(highlighter.next(line)));
    out.println();
  }

  /** Prints the files in pairs, with equal lines beside each other, as a diff aligns them. */
  private void printSideBySide(NamedEdition<?> left, NamedEdition<?> right, Output out) {
    List<Source> lefts = sources(left.sources());
    List<Source> rights = sources(right.sources());
    for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
      Source nothing = new Source("", "");
      Source leftFile = i < lefts.size() ? lefts.get(i) : nothing;
      Source rightFile = i < rights.size() ? rights.get(i) : nothing;
      printRow(title(left, leftFile), title(left, leftFile), title(right, rightFile), out);
      printRows(leftFile, rightFile, out);
      out.println();
    }
  }

  private void printRows(Source left, Source right, Output out) {
    var rows = DiffRowGenerator.create().lineNormalizer(UnaryOperator.identity()).build();
    var onLeft = new Highlighter(colours);
    var onRight = new Highlighter(colours);
    for (DiffRow row : rows.generateDiffRows(lines(left), lines(right))) {
      String leftLine = onLeft.next(row.getOldLine());
      printRow(row.getOldLine(), leftLine, onRight.next(row.getNewLine()), out);
    }
  }

  /**
   * Prints two cells beside each other.
   *
   * @param plain the left cell without colours, for its length
   */
  private static void printRow(String plain, String left, String right, Output out) {
    String filling = " ".repeat(Math.max(0, SOURCE_COLUMNS - plain.length()));
    out.styled().println((left + filling + GUTTER + right).stripTrailing());
  }

  private List<Source> sources(List<String> files) {
    return Sources.of(recipe, files, java);
  }

  /** The lines of a file, with everything before its first comment or type folded into one. */
  private List<String> lines(Source source) {
    List<String> all = source.lines();
    int first = source.headLines();
    if (imports || first == 0) {
      return all;
    }
    List<String> folded = new ArrayList<>();
    long count = all.stream().filter(line -> line.startsWith("import ")).count();
    folded.add("// package, %d import%s: --imports".formatted(count, count == 1 ? "" : "s"));
    folded.addAll(all.subList(first, all.size()));
    return folded;
  }

  private static String title(NamedEdition<?> edition, Source source) {
    return source.file().isEmpty() ? "" : edition.name() + ": " + source.file();
  }

  static void paragraph(String text, PrintWriter out) {
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
