package showcase.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

/** Finds what a user named, or says what he may have meant. */
final class Selection {
  private Selection() {}

  /**
   * The recipe of this name.
   *
   * @throws BadArgumentException if there is none; the message has the nearest name
   */
  static Recipe<?> recipe(String name) {
    return Catalogue.find(name)
        .orElseThrow(() -> {
          var names = Catalogue.recipes().stream().<String>map(Recipe::name).toList();
          return new BadArgumentException(
              "there is no recipe '%s'; did you mean '%s'? showcase list shows all"
                  .formatted(name, nearest(name, names)));
        });
  }

  /**
   * The names of the recipe's editions of this name, or all of them if the name is null.
   *
   * @throws BadArgumentException if there is none of this name
   */
  static List<String> editions(Recipe<?> recipe, String name) {
    var editions =
        recipe.editions().stream()
            .<String>map(NamedEdition::name)
            .filter(edition -> name == null || edition.equals(name))
            .toList();
    if (editions.isEmpty()) {
      throw new BadArgumentException(
          "%s has no edition '%s'; it has %s"
              .formatted(
                  recipe.name(),
                  name,
                  recipe.editions().stream()
                      .map(NamedEdition::name)
                      .collect(Collectors.joining(", "))));
    }
    return editions;
  }

  /** The name that differs in the fewest letters. */
  static String nearest(String name, List<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(other -> distance(name, other)))
        .orElseThrow();
  }

  /** How many letters differ. */
  private static int distance(String one, String other) {
    Patch<Integer> patch =
        DiffUtils.diff(one.chars().boxed().toList(), other.chars().boxed().toList());
    return patch.getDeltas().stream().mapToInt(Selection::letters).sum();
  }

  private static int letters(AbstractDelta<Integer> delta) {
    return Math.max(delta.getSource().size(), delta.getTarget().size());
  }
}
