package showcase.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import showcase.catalogue.BadArgumentException;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.cli.Search.Hit;
import showcase.cli.Search.Page;

@Command(
    name = "find",
    description = "Finds recipes by words of their titles, problems and notes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The best match comes first; matches that are much worse are left out. The exit",
      "code is 1 if nothing is found.",
      "",
      "Examples:",
      "  showcase find limit",
      "  showcase find cancel the rest when one fails",
      "  showcase find CompletableFuture --json | jq -r .name"
    })
final class FindCommand implements Callable<Integer> {
  @Parameters(paramLabel = "WORDS", arity = "1..*", description = "What to search for.")
  private List<String> typed;

  @Option(names = "--json", description = "One object per recipe, one per line, as list prints it.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Recipe<?>> recipes = Catalogue.recipes();
    var search = new Search<>(recipes.stream().<Page<Recipe<?>>>map(FindCommand::page).toList());
    List<String> words = search.query(typed);
    if (words.isEmpty()) {
      throw new BadArgumentException(
          "WORDS must have letters or digits, not '%s'".formatted(String.join(" ", typed)));
    }
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String word : words) {
      if (search.knows(word)) {
        known.add(word);
        continue;
      }
      Optional<String> synonym = Synonyms.of(word).filter(search::knows);
      synonym.ifPresent(known::add);
      Optional<String> hint =
          synonym
              .map("searched for '%s'"::formatted)
              .or(() -> Selection.didYouMean(word, search.vocabulary()));
      unknown.add("'%s'%s".formatted(word, hint.map(" (%s)"::formatted).orElse("")));
    }
    if (!unknown.isEmpty()) {
      String all = known.isEmpty() ? "; showcase list shows all" : "";
      String notice = "showcase: no recipe mentions " + String.join(" or ", unknown) + all;
      spec.commandLine().getErr().println(notice);
    }
    print(search.find(known), recipes);
    return known.isEmpty() ? 1 : 0;
  }

  private static Page<Recipe<?>> page(Recipe<?> recipe) {
    var notes = recipe.notes();
    return new Page<>(
        recipe,
        List.of(recipe.name(), recipe.title()),
        recipe.problem(),
        List.of(
            notes.whatChanges(),
            notes.keepTheClassicWhen(),
            notes.watchOutFor(),
            "Python's cheat sheet calls it \"%s\".".formatted(recipe.heading())));
  }

  private void print(List<Hit<Recipe<?>>> hits, List<Recipe<?>> recipes) {
    Output out = Output.of(spec.commandLine().getOut());
    var table = new RecipeTable(recipes, json ? Screen.USUAL_COLUMNS : out.screen().columns());
    for (Hit<Recipe<?>> hit : hits) {
      if (json) {
        out.println(Json.of(hit.about()));
      } else {
        table.row(hit.about()).forEach(out::println);
        table.indented(hit.sentence()).forEach(out::println);
      }
    }
  }
}
