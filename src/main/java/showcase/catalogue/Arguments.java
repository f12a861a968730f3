package showcase.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run of a recipe is given: a value for each of its parameters, and the words after
 * {@code --} on the command line.
 */
public final class Arguments {
  private final Map<Parameter, Integer> values;
  private final List<String> words;

  private Arguments(Map<Parameter, Integer> values, List<String> words) {
    this.values = values;
    this.words = List.copyOf(words);
  }

  /** The recipe's defaults. */
  public static Arguments defaults(Recipe<?> recipe) {
    return of(recipe, Map.of(), List.of());
  }

  /**
   * The recipe's defaults, with some of them replaced.
   *
   * @param given parameter names and values as the user typed them
   * @param words what the user gave after {@code --}, for a recipe that takes words
   * @throws BadArgumentException if a name is not a parameter of this recipe, a value is out of its
   *     bounds, or the recipe takes no words and some were given
   */
  public static Arguments of(Recipe<?> recipe, Map<String, String> given, List<String> words) {
    Map<Parameter, Integer> values = new LinkedHashMap<>();
    recipe.parameters().forEach(parameter -> values.put(parameter, parameter.defaultValue()));
    given.forEach((name, value) -> {
      Parameter parameter = parameter(recipe, name);
      values.put(parameter, parameter.parse(value));
    });
    if (!words.isEmpty() && recipe.words().isEmpty()) {
      throw new BadArgumentException(
          "%s takes no words after --, only -p NAME=VALUE".formatted(recipe.name()));
    }
    return new Arguments(values, words);
  }

  private static Parameter parameter(Recipe<?> recipe, String name) {
    return recipe.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadArgumentException(unknown(recipe, name)));
  }

  private static String unknown(Recipe<?> recipe, String name) {
    if (recipe.parameters().isEmpty()) {
      return "%s has no parameters, so no '%s'".formatted(recipe.name(), name);
    }
    return "%s has no parameter '%s'; it has %s"
        .formatted(
            recipe.name(),
            name,
            recipe.parameters().stream()
                .map(p -> "%s (%d to %d)".formatted(p.name(), p.least(), p.most()))
                .collect(Collectors.joining(", ")));
  }

  /** The value of one of the recipe's own parameters. */
  public int get(Parameter parameter) {
    return values.get(parameter);
  }

  /** The words after {@code --}; empty if there are none. */
  public List<String> words() {
    return words;
  }

  /** Every parameter of the recipe with this run's value, in the recipe's order. */
  public Map<Parameter, Integer> values() {
    return Collections.unmodifiableMap(values);
  }
}
