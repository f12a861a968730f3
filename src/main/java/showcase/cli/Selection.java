package showcase.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

/** Finds what the user named, or suggests what the user may have meant. */
final class Selection {
  private static final int SHORT = 3;

  private Selection() {}

  /**
   * The recipe of this name or number.
   *
   * @throws BadArgumentException if there is none; its message suggests a name if one is near
   */
  static Recipe<?> recipe(String name) {
    return find(name)
        .orElseThrow(() -> {
          var names = Catalogue.recipes().stream().<String>map(Recipe::name).toList();
          return new BadArgumentException(
              "there is no recipe '%s'; %sshowcase list shows all"
                  .formatted(name, didYouMean(name, names).map(it -> it + " ").orElse("")));
        });
  }

  /** The recipe of this name or number, if there is one. */
  static Optional<Recipe<?>> find(String name) {
    return Catalogue.recipes().stream()
        .filter(recipe -> recipe.name().equals(name) || name.equals("" + recipe.number()))
        .findFirst();
  }

  /**
   * The names of the recipe's editions of this name, or of all of them if the name is null.
   *
   * @throws BadArgumentException if there is none of this name
   */
  static List<String> editions(Recipe<?> recipe, String name) {
    List<String> names = recipe.editions().stream().<String>map(NamedEdition::name).toList();
    if (name == null || names.contains(name)) {
      return name == null ? names : List.of(name);
    }
    String hint = didYouMean(name, names).orElse("it has " + String.join(", ", names));
    throw new BadArgumentException(
        "%s has no edition '%s'; %s".formatted(recipe.name(), name, hint));
  }

  /** A question such as {@code did you mean 'semaphore'?} if a name is near. */
  static Optional<String> didYouMean(String name, List<String> names) {
    return nearest(name, names).map("did you mean '%s'?"::formatted);
  }

  /**
   * The name that this one may be misspelt for.
   *
   * @return the name that is the fewest edits away, the first of several; empty if that is more
   *     edits than a third of the letters of the shorter one, or if they begin differently
   */
  static Optional<String> nearest(String name, List<String> names) {
    return names.stream()
        .filter(other -> beginAlike(letters(name), letters(other)))
        .filter(other -> edits(name, other) <= Math.min(name.length(), other.length()) / 3)
        .min(Comparator.comparingInt(other -> edits(name, other)));
  }

  private static String letters(String name) {
    return name.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
  }

  /** With the same letter, or with two letters swapped: a slip there is rare. */
  private static boolean beginAlike(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    boolean swapped =
        one.length() > 1
            && other.length() > 1
            && one.charAt(0) == other.charAt(1)
            && one.charAt(1) == other.charAt(0);
    return swapped || one.charAt(0) == other.charAt(0);
  }

  /**
   * How many edits turn one text into another: a letter more, a letter less, another letter, or two
   * neighbours swapped (the optimal string alignment distance). In a short word, another letter
   * makes another word, and counts twice.
   */
  private static int edits(String typed, String name) {
    String one = typed.toLowerCase(Locale.ROOT);
    String other = name.toLowerCase(Locale.ROOT);
    int replacement = Math.min(one.length(), other.length()) <= SHORT ? 2 : 1;
    int[][] edits = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int differ = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : replacement;
        int fewest = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        fewest = Math.min(fewest, edits[i - 1][j - 1] + differ);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          fewest = Math.min(fewest, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = fewest;
      }
    }
    return edits[one.length()][other.length()];
  }
}
