package showcase.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;
import showcase.catalogue.Catalogue;
import showcase.catalogue.Recipe;
import showcase.catalogue.Recipe.NamedEdition;

/** picocli's completion of commands and options, and what only the catalogue knows. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It completes commands, options, recipes, and a recipe's editions and parameters.",
      "",
      "Example: " + CompletionCommand.SOURCE_IT
    })
final class CompletionCommand implements Callable<Integer> {
  static final String SOURCE_IT = "source <(showcase completion)";

  /**
   * Completes what depends on an earlier word: the parameters and editions of the recipes that the
   * line names. Everything else is left to picocli's function.
   */
  private static final String OF_THE_RECIPE =
      """

      # A recipe's own parameters and editions; everything else is picocli's.
      function _complete_showcase_recipe() {
        local previous="${COMP_WORDS[COMP_CWORD-1]}" parameters="" editions="" word
        if [ "${COMP_WORDS[1]}" = run ]; then
          for word in "${COMP_WORDS[@]:2}"; do
            case "$word" in
      %s      esac
          done
          if [ "$previous" = -p ]; then
            type compopt &>/dev/null && compopt -o nospace
            COMPREPLY=( $(compgen -W "$parameters" -- "${COMP_WORDS[COMP_CWORD]}") )
            return
          elif [ "$previous" = --edition ]; then
            COMPREPLY=( $(compgen -W "$editions" -- "${COMP_WORDS[COMP_CWORD]}") )
            return
          fi
        fi
        _complete_showcase
      }
      complete -F _complete_showcase_recipe -o default showcase
      """;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine showcase = spec.root().commandLine();
    List<String> recipes = Catalogue.recipes().stream().<String>map(Recipe::name).toList();
    for (String command : List.of("run", "show")) {
      nameCandidates(showcase.getSubcommands().get(command).getCommandSpec(), recipes);
    }
    showcase.getSubcommands().values().forEach(one -> lowerCaseEnums(one.getCommandSpec()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("showcase", showcase));
    out.print(OF_THE_RECIPE.formatted(cases()));
    return 0;
  }

  /** Makes recipes the candidates of the command's words. */
  private static void nameCandidates(CommandSpec command, List<String> recipes) {
    for (PositionalParamSpec names : List.copyOf(command.positionalParameters())) {
      command.remove(names);
      command.addPositional(
          PositionalParamSpec.builder(names).completionCandidates(recipes).build());
    }
  }

  /** Makes the candidates of an enum's option what help calls them; picocli has the constants. */
  private static void lowerCaseEnums(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      if (option.type().isEnum()) {
        List<String> names =
            Arrays.stream(option.type().getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
        command.remove(option);
        command.addOption(OptionSpec.builder(option).completionCandidates(names).build());
      }
    }
  }

  /** For each recipe, by its name and by its number, what may follow {@code -p} and --edition. */
  private static String cases() {
    return Catalogue.recipes().stream()
        .map(recipe ->
            "        %s | %d) parameters+=\"%s\" editions+=\"%s\" ;;%n"
                .formatted(
                    recipe.name(),
                    recipe.number(),
                    words(recipe.parameters().stream().map(one -> one.name() + "=")),
                    words(recipe.editions().stream().<String>map(NamedEdition::name))))
        .collect(Collectors.joining());
  }

  private static String words(Stream<String> words) {
    return words.map(" "::concat).collect(Collectors.joining());
  }
}
