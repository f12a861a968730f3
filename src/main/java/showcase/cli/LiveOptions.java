package showcase.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import showcase.catalogue.BadArgumentException;

/** The options of a report that is served instead of written. */
final class LiveOptions {
  private static final int MOST_PORT = 65_535;

  /** The options of the report that is written. */
  private static final List<String> OF_A_FILE = List.of("-o", "--force");

  @Option(
      names = "--live",
      description = {
        "Serve the report on 127.0.0.1 until Ctrl-C. Each recipe",
        "has a form to run it with other parameters."
      })
  private boolean live;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "With --live: the port to listen on (default: 0, a free one).")
  @Within(least = 0, most = MOST_PORT)
  private Integer port;

  /**
   * Whether the report is to be served.
   *
   * @param given the options of the command
   * @throws BadArgumentException if they do not go together
   */
  boolean live(ParseResult given) {
    if (!live && port != null) {
      throw new BadArgumentException("--port needs --live");
    }
    for (String option : OF_A_FILE) {
      if (live && given.hasMatchedOption(option)) {
        throw new BadArgumentException(
            "%s does not go with --live, which writes no file".formatted(option));
      }
    }
    return live;
  }

  int port() {
    return port == null ? 0 : port;
  }
}
