package showcase.cli;

import picocli.CommandLine.Option;
import showcase.catalogue.BadArgumentException;

/** The options of a report that is served instead of written. */
final class LiveOptions {
  private static final int MOST_PORT = 65_535;

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
   * @param otherwise an option that was given and makes sense only for a report that is written, or
   *     null
   * @throws BadArgumentException if the options do not go together
   */
  boolean live(String otherwise) {
    if (!live && port != null) {
      throw new BadArgumentException("--port needs --live");
    }
    if (live && otherwise != null) {
      throw new BadArgumentException(
          "%s does not go with --live, which writes no file".formatted(otherwise));
    }
    return live;
  }

  int port() {
    return port == null ? 0 : port;
  }
}
