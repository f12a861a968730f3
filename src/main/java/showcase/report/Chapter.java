package showcase.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import showcase.bench.Comparison;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;
import showcase.catalogue.Sources;
import showcase.catalogue.Verdict;
import showcase.catalogue.Verdict.Ran;
import showcase.catalogue.Verdict.Unsupported;

/**
 * A recipe as a section of the page.
 *
 * @param recipe the recipe
 * @param topic what it is about
 * @param implementing what every edition implements
 * @param code the sources of the editions, in pairs
 * @param changes what to notice in the way to another release
 * @param ran how each edition ran
 * @param fine whether nothing went wrong
 * @param ratio how long the editions take, if JMH measured it
 * @param happened what happened in each situation
 * @param seeAlso recipes that are close to this one
 */
record Chapter(
    Recipe<?> recipe,
    String topic,
    CodeTable implementing,
    List<CodeTable> code,
    List<ApiChange> changes,
    List<EditionRun> ran,
    boolean fine,
    Optional<Ratio> ratio,
    Happened happened,
    List<Link> seeAlso) {

  /** What to notice in the way to a release. */
  record ApiChange(int release, String text) {}

  /** How an edition ran: its time and its threads, or why it did not run, in words. */
  record EditionRun(String edition, String how, boolean fails) {
    static List<EditionRun> of(RecipeRun run) {
      return run.verdicts().stream().map(Chapter::ran).toList();
    }
  }

  /**
   * Another recipe.
   *
   * @param href where it is, in this page; empty if it is not in it
   */
  record Link(String name, String href) {}

  /** Whether a release changes the sources. */
  boolean changed() {
    return !changes.isEmpty();
  }

  /** Whether other recipes are close to this one. */
  boolean related() {
    return !seeAlso.isEmpty();
  }

  /**
   * Makes the section.
   *
   * @param run the runs of the recipe
   * @param pairs figures of JMH
   * @param names the recipes that the page has
   */
  static Chapter of(RecipeRun run, List<Comparison> pairs, List<String> names) {
    Recipe<?> recipe = run.recipe();
    List<ApiChange> changes = new ArrayList<>();
    for (int release : Sources.RELEASES) {
      String text = recipe.apiChanges().get(release);
      if (text != null) {
        changes.add(new ApiChange(release, text));
      }
    }
    var implementing = CodeFile.of(recipe, recipe.implementingSource(), idOf(recipe, 0));
    return new Chapter(
        recipe,
        recipe.topic().label(),
        CodeTable.of(recipe.implementingSource(), implementing, "", CodeFile.none()),
        code(recipe),
        changes,
        EditionRun.of(run),
        run.fine(),
        pairs.stream()
            .filter(pair -> pair.classic().subject().equals(recipe.name()))
            .findFirst()
            .map(pair -> Ratio.of(pair, false)),
        Happened.of(run),
        recipe.notes().seeAlso().stream()
            .map(name -> new Link(name, names.contains(name) ? "#" + name : ""))
            .toList());
  }

  /** The files of two editions at a time beside each other; an odd one alone. */
  private static List<CodeTable> code(Recipe<?> recipe) {
    List<? extends NamedEdition<?>> editions = recipe.editions();
    List<CodeTable> tables = new ArrayList<>();
    for (int i = 0; i < editions.size(); i += 2) {
      List<String> left = editions.get(i).sources();
      boolean pair = i + 1 < editions.size();
      List<String> right = pair ? editions.get(i + 1).sources() : List.of();
      for (int file = 0; file < Math.max(left.size(), right.size()); file++) {
        CodeFile onLeft = file(recipe, editions.get(i), left, file);
        CodeFile onRight = pair ? file(recipe, editions.get(i + 1), right, file) : CodeFile.none();
        tables.add(
            CodeTable.of(
                title(editions.get(i), onLeft),
                onLeft,
                pair ? title(editions.get(i + 1), onRight) : "",
                onRight));
      }
    }
    return tables;
  }

  private static CodeFile file(
      Recipe<?> recipe, NamedEdition<?> edition, List<String> files, int index) {
    if (index >= files.size()) {
      return CodeFile.none();
    }
    int before =
        recipe.editions().stream()
            .takeWhile(other -> !other.name().equals(edition.name()))
            .mapToInt(other -> other.sources().size())
            .sum();
    return CodeFile.of(recipe, files.get(index), idOf(recipe, 1 + before + index));
  }

  /** Such as {@code 11b}: short, because it stands twice in each line of code. */
  private static String idOf(Recipe<?> recipe, int file) {
    return recipe.number() + Character.toString('a' + file);
  }

  private static String title(NamedEdition<?> edition, CodeFile file) {
    return file.isNone() ? "" : edition.name() + ": " + file.file();
  }

  private static EditionRun ran(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Unsupported(String needs) ->
          new EditionRun(verdict.edition(), "did not run: it needs " + needs, true);
      case Ran ran ->
          new EditionRun(
              verdict.edition(),
              String.format(
                  Locale.ROOT,
                  "%s, %,d platform and %,d virtual threads, %d claims%s",
                  Times.of(ran.took().toNanos()),
                  ran.threads().platform(),
                  ran.threads().virtual(),
                  ran.claims().size(),
                  end(verdict)),
              !verdict.fine());
    };
  }

  private static String end(Verdict verdict) {
    long failed = verdict.failedClaims();
    if (failed > 0) {
      return ", %d of them fail".formatted(failed);
    }
    return verdict.fine() ? " hold" : " hold, but something else went wrong";
  }
}
