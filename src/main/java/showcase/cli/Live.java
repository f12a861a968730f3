package showcase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import showcase.ProgramJar;
import showcase.process.Reason;
import showcase.report.LiveServer;

/** Serves a live report until Ctrl-C or SIGTERM, which interrupt the thread. */
final class Live {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final PrintWriter err;

  Live(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Prints the address and serves.
   *
   * @param port where to listen on 127.0.0.1; 0 for a free one
   * @param open whether to show the report in the user's browser
   * @return the exit code if it cannot serve any more
   * @throws InterruptedException at the usual end; nothing is left behind
   */
  int serve(LiveServer.Content content, int port, boolean open) throws InterruptedException {
    try (var server = LiveServer.start(port, content, this::notice)) {
      out.println(server.url());
      out.flush();
      if (open) {
        Browser.showSecret(server.url()).ifPresent(this::notice);
      }
      Optional<String> change = awaitChange(server);
      if (change.isEmpty()) {
        notice("the server failed: out of memory");
        Halt.now(1); // a normal exit needs more of what is missing
      }
      notice(change.get());
    } catch (BindException e) {
      notice("cannot listen on 127.0.0.1:%d: %s".formatted(port, e.getMessage()));
    } catch (IOException e) {
      notice("cannot start the server: " + Reason.of(e));
    } catch (OutOfMemoryError e) {
      notice("cannot serve: " + e.getMessage());
      Halt.now(1);
    }
    return 1;
  }

  /** Returns what happened to the jar or the JDK, or empty if the server has failed. */
  private static Optional<String> awaitChange(LiveServer server) throws InterruptedException {
    while (true) {
      try {
        if (server.hasFailed(A_SECOND)) {
          return Optional.empty();
        }
        Optional<String> change = ProgramJar.change();
        if (change.isPresent()) {
          return change; // what a run needs may not load any more
        }
      } catch (OutOfMemoryError e) {
        // A run has used up the memory. The server goes on, and so does this thread.
      }
    }
  }

  private void notice(String line) {
    try {
      err.println("showcase: " + line);
      err.flush();
    } catch (OutOfMemoryError e) {
      // then without a word
    }
  }
}
