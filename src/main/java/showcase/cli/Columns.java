package showcase.cli;

import picocli.CommandLine.Model.CommandSpec;

/** How wide a page may be. */
final class Columns {
  private static final int LEAST = 40;
  private static final int MOST = 1000;

  private Columns() {}

  /**
   * What the environment says in {@code COLUMNS}, else what the terminal says, else 80. picocli asks
   * the terminal.
   */
  static int of(CommandSpec spec) {
    String variable = System.getenv("COLUMNS");
    if (variable != null && variable.strip().matches("[0-9]{1,4}")) {
      return Math.clamp(Integer.parseInt(variable.strip()), LEAST, MOST);
    }
    return spec.usageMessage().autoWidth(true).width();
  }
}
