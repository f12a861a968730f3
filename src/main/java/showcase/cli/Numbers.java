package showcase.cli;

import java.lang.reflect.Field;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import showcase.catalogue.BadArgumentException;

/** Options that are numbers, and the one sentence about a value that is none or out of bounds. */
final class Numbers {
  private Numbers() {}

  /**
   * Checks the options that were given.
   *
   * @throws BadArgumentException if one of them is not {@link Within} its bounds
   */
  static void check(ParseResult given) {
    for (OptionSpec option : given.matchedOptions()) {
      Object value = option.getValue();
      within(option)
          .filter(bounds -> value instanceof Number number && !isWithin(number, bounds))
          .ifPresent(bounds -> {
            String typed = option.originalStringValues().getLast();
            throw new BadArgumentException(refusal(option, typed));
          });
    }
  }

  // In this form, NaN is not within.
  private static boolean isWithin(Number number, Within bounds) {
    double value = number.doubleValue();
    return value >= bounds.least() && value <= bounds.most();
  }

  /** Whether the option is a number. */
  static boolean isNumber(ArgSpec option) {
    Class<?> type = option.type();
    return type == int.class || type == Integer.class || type == double.class;
  }

  /** Such as {@code --port must be a whole number from 0 to 65535, not 'x'}. */
  static String refusal(ArgSpec option, String typed) {
    String what = option.type() == double.class ? "a number" : "a whole number";
    String bounds =
        within(option).map(w -> " from %d to %d".formatted(w.least(), w.most())).orElse("");
    String name = ((OptionSpec) option).longestName();
    return "%s must be %s%s, not '%s'".formatted(name, what, bounds, typed);
  }

  private static Optional<Within> within(ArgSpec option) {
    return option.userObject() instanceof Field field
        ? Optional.ofNullable(field.getAnnotation(Within.class))
        : Optional.empty();
  }
}
