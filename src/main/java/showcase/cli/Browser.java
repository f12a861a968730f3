package showcase.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import showcase.process.Reason;
import showcase.process.TemporaryFolder;

/** The user's browser. It outlives this program, and does not count as started by it. */
final class Browser {
  /** Leaves the browser to the system: what a run leaves behind is looked for among children. */
  private static final String DETACHED = "%s \"$1\" </dev/null >/dev/null 2>&1 &";

  private static final String REDIRECT =
      """
      <!doctype html><title>showcase</title>
      <meta http-equiv="refresh" content="0; url=%s">
      """;

  private Browser() {}

  /**
   * Shows a page.
   *
   * @param url its address, or that of a file
   * @return why it cannot be shown, if no program was found to open it
   */
  static Optional<String> show(String url) throws InterruptedException {
    try {
      Process opener =
          new ProcessBuilder(command(System.getProperty("os.name"), url))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return opener.waitFor() == 0 ? Optional.empty() : Optional.of("cannot open the browser");
    } catch (IOException e) {
      return Optional.of("cannot open the browser: " + Reason.of(e));
    }
  }

  /**
   * Shows a page whose address is a secret. All users may read a command line, so the browser opens
   * a file that only this user may read, and that leads to the page.
   */
  static Optional<String> showSecret(String url) throws InterruptedException {
    try {
      Path file = Files.createTempFile(TemporaryFolder.path(), "open-", ".html");
      Files.writeString(file, REDIRECT.formatted(url));
      return show(file.toUri().toString());
    } catch (IOException e) {
      return Optional.of("cannot open the browser: " + Reason.of(e));
    }
  }

  static List<String> command(String system, String url) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", url);
    }
    String opener = name.startsWith("mac") ? "open" : "xdg-open";
    String script = "command -v %s >/dev/null || exit 1; ".formatted(opener);
    return List.of("sh", "-c", script + DETACHED.formatted(opener), "sh", url);
  }
}
