package showcase.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

@Command(
    name = "list",
    description = "Lists the recipes.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: showcase list --json | jq -r .name"})
final class ListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One object per recipe, one per line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Recipe<?> recipe : Catalogue.recipes()) {
      out.println(json ? Json.of(recipe) : line(recipe));
    }
    return 0;
  }

  private static String line(Recipe<?> recipe) {
    String editions =
        recipe.editions().stream().map(NamedEdition::name).collect(Collectors.joining(", "));
    return "%2d  %-17s %-38.38s %s"
        .formatted(recipe.number(), recipe.name(), recipe.title(), editions)
        .stripTrailing();
  }
}
