package showcase.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import showcase.catalogue.Recipe;

/** One line for each way to use the command line wrongly: what is wrong, and what is allowed. */
final class WrongUsage {
  private WrongUsage() {}

  static String inWords(ParameterException e) {
    CommandLine command = e.getCommandLine();
    return switch (e) {
      case UnmatchedArgumentException unmatched ->
          unmatched(unmatched.getUnmatched().getFirst(), command);
      // picocli misses a word before it sees the misspelt option that stands in its place.
      case MissingParameterException missing when !command.getUnmatchedArguments().isEmpty() ->
          unmatched(command.getUnmatchedArguments().getFirst(), command);
      case MissingParameterException missing -> missing(missing.getMissing().getFirst());
      case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice";
      default -> badValue(e).orElseGet(() -> firstLine(e));
    };
  }

  private static String unmatched(String word, CommandLine command) {
    if (word.startsWith("-")) {
      var options = List.copyOf(command.getCommandSpec().optionsMap().keySet());
      return "there is no option '%s'%s".formatted(word, hint(word, options));
    }
    if (command.getParent() != null) {
      return "one word too many: '%s'".formatted(word);
    }
    String recipe =
        Selection.find(word)
            .<String>map(Recipe::name)
            .map(name -> "; to see the recipe: showcase show " + name)
            .orElse("");
    var names = List.copyOf(command.getSubcommands().keySet());
    return "there is no command '%s'%s"
        .formatted(word, recipe.isEmpty() ? hint(word, names) : recipe);
  }

  private static String hint(String word, List<String> names) {
    return Selection.didYouMean(word, names).map("; "::concat).orElse("");
  }

  private static String missing(ArgSpec argument) {
    return argument.isOption()
        ? "%s needs a value: %s".formatted(name(argument), argument.paramLabel())
        : "%s is missing: %s".formatted(argument.paramLabel(), argument.description()[0]);
  }

  /** For a value that picocli cannot convert; its own text speaks of ints and constants. */
  private static Optional<String> badValue(ParameterException e) {
    ArgSpec option = e.getArgSpec();
    if (option == null || !option.isOption() || e.getValue() == null) {
      return Optional.empty();
    }
    String name = name(option);
    if (Numbers.isNumber(option)) {
      return Optional.of(Numbers.refusal(option, e.getValue()));
    }
    if (option.type().isEnum()) {
      String constants =
          Arrays.stream(option.type().getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      return Optional.of("%s must be one of %s, not '%s'".formatted(name, constants, e.getValue()));
    }
    if (option.type() == Path.class) {
      return Optional.of(
          "%s must be a file name that this locale can represent, not '%s'"
              .formatted(name, e.getValue()));
    }
    if (option.isMultiValue()) {
      return Optional.of(
          "%s must be %s, not '%s'".formatted(name, option.paramLabel(), e.getValue()));
    }
    return Optional.of("%s takes no value such as '%s'".formatted(name, e.getValue()));
  }

  private static String name(ArgSpec option) {
    return ((OptionSpec) option).longestName();
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().findFirst().orElse("");
  }
}
