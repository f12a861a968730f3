package showcase.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A problem, the editions that solve it, and the situations that every edition goes through.
 *
 * @param number its place in the catalogue, from 1
 * @param name its name on the command line
 * @param title what it is about, in a Java engineer's words
 * @param heading the cheat sheet's heading
 * @param topic what kind of problem it is, to find it by
 * @param problem what is to be solved, in a few sentences
 * @param python what Python's own run printed or took, on an unnamed machine
 * @param parameters the numbers that a run can be given
 * @param words what the words after {@code --} mean; empty if it takes none
 * @param implementing the interface that every edition implements
 * @param witnesses the files of the classes that observe the editions, or that situations share
 * @param editions the ways to solve it, the classic one first
 * @param poses makes the situations, see {@link #situations}
 * @param timed the call that the benchmark of this recipe times, if its editions can be compared by
 *     their time
 * @param notTimed why they cannot be compared, otherwise null
 * @param apiChanges what a reader should notice in the diff to a Java release, for each release
 *     whose API changes this recipe's files
 * @param notes when to use which
 * @param <E> what a situation gets of an edition: the interface, or what makes instances of it
 */
public record Recipe<E>(
    int number,
    String name,
    String title,
    String heading,
    Topic topic,
    String problem,
    String python,
    List<Parameter> parameters,
    String words,
    Class<?> implementing,
    List<String> witnesses,
    List<NamedEdition<E>> editions,
    Supplier<List<Situation<E, ?>>> poses,
    Optional<Timed<E>> timed,
    String notTimed,
    Map<Integer, String> apiChanges,
    Notes notes) {

  /**
   * What the reader takes away.
   *
   * @param whatChanges from the classic edition to the modern one, in a sentence or two
   * @param keepTheClassicWhen when the older way is still the right one
   * @param watchOutFor what goes wrong in practice
   * @param seeAlso names of recipes that are close to this one
   */
  public record Notes(
      String whatChanges, String keepTheClassicWhen, String watchOutFor, List<String> seeAlso) {}

  /**
   * An edition that is loaded only when it is needed: its class may use a preview API, and then
   * loads on only one Java release.
   *
   * @param name {@code classic}, {@code modern}, or a recipe's own
   * @param sources its files in the recipe's package, its own class first
   * @param maker creates it
   */
  public record NamedEdition<E>(String name, List<String> sources, Supplier<E> maker) {}

  /**
   * A call that a benchmark repeats.
   *
   * @param what is called, in a few words
   * @param call makes it, and returns something that depends on it, so that the compiler cannot
   *     remove it
   */
  public record Timed<E>(String what, Call<E> call) {
    /** Makes the call on an edition. */
    @FunctionalInterface
    public interface Call<E> {
      Object make(E edition) throws Exception;
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** The folder of this recipe's sources: {@code create-thread} is in {@code createthread}. */
  public String folder() {
    return "showcase/recipe/" + name.replace("-", "");
  }

  /** The file of its situations, and those of the witnesses. */
  public List<String> situationSources() {
    List<String> files = new ArrayList<>();
    files.add(camelCase(name) + "Recipe.java");
    files.addAll(witnesses);
    return files;
  }

  /** The file of the interface that every edition implements. */
  public String implementingSource() {
    return implementing.getSimpleName() + ".java";
  }

  /** What every edition goes through, the cheat sheet's own scene first. */
  public List<Situation<E, ?>> situations() {
    return poses.get();
  }

  /**
   * Starts the description of a recipe.
   *
   * @param title in a Java engineer's words
   * @param heading the cheat sheet's
   * @param implementing the interface that every edition implements
   */
  public static <E> Builder<E> recipe(
      int number, String name, String title, String heading, Class<?> implementing) {
    return new Builder<>(number, name, title, heading, implementing);
  }

  private static String camelCase(String kebab) {
    return Arrays.stream(kebab.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /**
   * Makes a value when it is first needed. Situations consist of lambdas, each of which costs the
   * JVM a class and about 0.4 ms, and {@code list} needs none of them.
   */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private T made; // guarded by this; null until it is needed

    Once(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized T get() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }
  }

  /** Takes a recipe's parts in the order in which they are read. */
  public static final class Builder<E> {
    private final int number;
    private final String name;
    private final String title;
    private final String heading;
    private final Class<?> implementing;
    private final List<NamedEdition<E>> editions = new ArrayList<>();
    private Supplier<List<Situation<E, ?>>> poses = List::of;
    private Topic topic;
    private String problem;
    private String python;
    private List<Parameter> parameters = List.of();
    private String words = "";
    private List<String> witnesses = List.of();
    private Timed<E> timed;
    private String notTimed;
    private final Map<Integer, String> apiChanges = new HashMap<>();
    private String whatChanges;
    private String keepTheClassicWhen;
    private String watchOutFor;
    private List<String> seeAlso = List.of();

    private Builder(int number, String name, String title, String heading, Class<?> implementing) {
      this.number = number;
      this.name = name;
      this.title = title;
      this.heading = heading;
      this.implementing = implementing;
    }

    public Builder<E> topic(Topic kindOfProblem) {
      topic = kindOfProblem;
      return this;
    }

    public Builder<E> problem(String text) {
      problem = oneLine(text);
      return this;
    }

    public Builder<E> python(String text) {
      python = oneLine(text);
      return this;
    }

    public Builder<E> parameters(Parameter... all) {
      parameters = List.of(all);
      return this;
    }

    public Builder<E> words(String meaning) {
      words = meaning;
      return this;
    }

    /** The files, in the recipe's package, of the classes that observe its editions. */
    public Builder<E> witnesses(String... files) {
      witnesses = List.of(files);
      return this;
    }

    /** The classic edition; {@code more} names the other files that belong to it. */
    public Builder<E> classic(Supplier<? extends E> maker, String... more) {
      return edition("classic", maker, more);
    }

    /** The modern edition; {@code more} names the other files that belong to it. */
    public Builder<E> modern(Supplier<? extends E> maker, String... more) {
      return edition("modern", maker, more);
    }

    /**
     * An edition under a name of its own.
     *
     * @param maker a lambda, not a method reference: {@code X::new} would load the class together
     *     with the recipe, which fails on a release without that class's preview API
     */
    public Builder<E> edition(String editionName, Supplier<? extends E> maker, String... more) {
      List<String> sources = new ArrayList<>();
      sources.add(camelCase(name) + camelCase(editionName) + ".java");
      sources.addAll(Arrays.asList(more));
      editions.add(new NamedEdition<>(editionName, List.copyOf(sources), maker::get));
      return this;
    }

    /** The situations that every edition goes through, made when they are first needed. */
    public Builder<E> situations(Supplier<List<Situation<E, ?>>> all) {
      poses = all;
      return this;
    }

    /** What the benchmark of this recipe times. */
    public Builder<E> timed(String what, Timed.Call<E> call) {
      timed = new Timed<>(what, call);
      return this;
    }

    /** Why this recipe has no benchmark, and which command or benchmark has the figures. */
    public Builder<E> notTimed(String why) {
      notTimed = why;
      return this;
    }

    /** What to notice in the way from Java 21's API to 25's, if a file of this recipe changes. */
    public Builder<E> from21to25(String sentence) {
      apiChanges.put(25, oneLine(sentence));
      return this;
    }

    /** What to notice in the way from Java 25's API to 27's, if a file of this recipe changes. */
    public Builder<E> from25to27(String sentence) {
      apiChanges.put(27, oneLine(sentence));
      return this;
    }

    public Builder<E> whatChanges(String text) {
      whatChanges = oneLine(text);
      return this;
    }

    public Builder<E> keepTheClassicWhen(String text) {
      keepTheClassicWhen = oneLine(text);
      return this;
    }

    public Builder<E> watchOutFor(String text) {
      watchOutFor = oneLine(text);
      return this;
    }

    public Builder<E> seeAlso(String... names) {
      seeAlso = List.of(names);
      return this;
    }

    public Recipe<E> build() {
      return new Recipe<>(
          number,
          name,
          title,
          heading,
          Objects.requireNonNull(topic, "a recipe needs a topic"),
          problem,
          python,
          parameters,
          words,
          implementing,
          witnesses,
          List.copyOf(editions),
          new Once<>(poses),
          Optional.ofNullable(timed),
          notTimed,
          Map.copyOf(apiChanges),
          new Notes(whatChanges, keepTheClassicWhen, watchOutFor, seeAlso));
    }

    private static String oneLine(String text) {
      return text.strip().lines().map(String::strip).collect(Collectors.joining(" "));
    }
  }
}
