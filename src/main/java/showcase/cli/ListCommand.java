package showcase.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;

@Command(
    name = "list",
    description = "Lists the recipes.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  showcase list", "  showcase list --json | jq -r .name"})
final class ListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One object per recipe, one per line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output out = Output.of(spec.commandLine().getOut());
    List<Recipe<?>> recipes = Catalogue.recipes();
    var table = new RecipeTable(recipes, json ? Screen.USUAL_COLUMNS : out.screen().columns());
    for (Recipe<?> recipe : recipes) {
      List<String> lines = json ? List.of(Json.of(recipe)) : table.withEditions(recipe);
      lines.forEach(out::println);
    }
    return 0;
  }
}
