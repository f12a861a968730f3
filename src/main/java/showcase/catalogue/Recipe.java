package showcase.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A problem, the claims that every solution is held to, and the editions that solve it.
 *
 * @param number its place in the catalogue, from 1
 * @param name what it is called on the command line
 * @param title the cheat sheet's heading
 * @param problem what is to be solved, in a few sentences
 * @param python what Python's own run printed or took, "then", on an unnamed machine
 * @param parameters what a run can be given
 * @param words what the words after {@code --} mean; empty if it takes none
 * @param claims what must hold at every run
 * @param notes when to use which
 * @param editions the ways to solve it, the classic one first
 */
public record Recipe(
    int number,
    String name,
    String title,
    String problem,
    String python,
    List<Parameter> parameters,
    String words,
    List<Claim> claims,
    Notes notes,
    List<NamedEdition> editions) {

  /**
   * What the reader takes away.
   *
   * @param whatChanges from the classic edition to the modern one, in a sentence or two
   * @param keepTheClassicWhen where the older way is still the right one
   * @param watchOutFor what goes wrong in practice
   */
  public record Notes(String whatChanges, String keepTheClassicWhen, String watchOutFor) {}

  /**
   * An edition that is loaded only when it is asked for: its class may use a preview API, and then
   * loads on one Java release only.
   *
   * @param name {@code classic}, {@code modern}, or a recipe's own
   * @param sources its files in the recipe's package, the one with {@code run} first
   * @param maker creates it
   */
  public record NamedEdition(String name, List<String> sources, Supplier<Edition> maker) {}

  /** The folder of this recipe's sources: {@code create-thread} lies in {@code createthread}. */
  public String folder() {
    return "showcase/recipe/" + name.replace("-", "");
  }

  /** Starts the description of a recipe. */
  public static Builder recipe(int number, String name, String title) {
    return new Builder(number, name, title);
  }

  /** Takes a recipe's parts in the order in which a reader wants them: the claims before the code. */
  public static final class Builder {
    private final int number;
    private final String name;
    private final String title;
    private final List<NamedEdition> editions = new ArrayList<>();
    private String problem;
    private String python;
    private List<Parameter> parameters = List.of();
    private String words = "";
    private List<Claim> claims;
    private String whatChanges;
    private String keepTheClassicWhen;
    private String watchOutFor;

    private Builder(int number, String name, String title) {
      this.number = number;
      this.name = name;
      this.title = title;
    }

    public Builder problem(String text) {
      problem = oneLine(text);
      return this;
    }

    public Builder python(String text) {
      python = oneLine(text);
      return this;
    }

    public Builder parameters(Parameter... all) {
      parameters = List.of(all);
      return this;
    }

    public Builder words(String meaning) {
      words = meaning;
      return this;
    }

    public Builder claims(Claim... all) {
      claims = List.of(all);
      return this;
    }

    public Builder whatChanges(String text) {
      whatChanges = oneLine(text);
      return this;
    }

    public Builder keepTheClassicWhen(String text) {
      keepTheClassicWhen = oneLine(text);
      return this;
    }

    public Builder watchOutFor(String text) {
      watchOutFor = oneLine(text);
      return this;
    }

    /** The classic edition; {@code more} names the files beside its own that belong to it. */
    public Builder classic(Supplier<Edition> maker, String... more) {
      return edition("classic", maker, more);
    }

    /** The modern edition; {@code more} names the files beside its own that belong to it. */
    public Builder modern(Supplier<Edition> maker, String... more) {
      return edition("modern", maker, more);
    }

    /** An edition under a name of its own. */
    public Builder edition(String editionName, Supplier<Edition> maker, String... more) {
      List<String> sources = new ArrayList<>();
      sources.add(camelCase(name) + camelCase(editionName) + ".java");
      sources.addAll(Arrays.asList(more));
      editions.add(new NamedEdition(editionName, List.copyOf(sources), maker));
      return this;
    }

    public Recipe build() {
      var notes = new Notes(whatChanges, keepTheClassicWhen, watchOutFor);
      var halves = List.copyOf(editions);
      return new Recipe(
          number, name, title, problem, python, parameters, words, claims, notes, halves);
    }

    private static String oneLine(String text) {
      return text.strip().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static String camelCase(String kebab) {
      return Arrays.stream(kebab.split("-"))
          .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
          .collect(Collectors.joining());
    }
  }
}
