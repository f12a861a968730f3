package showcase.cli;

import java.util.Map;
import java.util.Optional;

/** What other words users may have for what the recipes talk about. */
final class Synonyms {
  /** The word to search for instead of one that no recipe has. */
  static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("abort", "cancel"),
          Map.entry("async", "future"),
          Map.entry("asynchronous", "future"),
          Map.entry("barrier", "event"),
          Map.entry("channel", "queue"),
          Map.entry("concurrently", "parallel"),
          Map.entry("coroutine", "generator"),
          Map.entry("daemon", "server"),
          Map.entry("deadline", "timeout"),
          Map.entry("exec", "command"),
          Map.entry("exception", "failure"),
          Map.entry("fan", "parallel"),
          Map.entry("heap", "priority"),
          Map.entry("latch", "event"),
          Map.entry("loom", "virtual"),
          Map.entry("mailbox", "queue"),
          Map.entry("multiprocessing", "process"),
          Map.entry("orphan", "child"),
          Map.entry("promise", "future"),
          Map.entry("reentrant", "monitor"),
          Map.entry("rlock", "monitor"),
          Map.entry("signal", "event"),
          Map.entry("socket", "server"),
          Map.entry("spawn", "start"),
          Map.entry("subprocess", "process"),
          Map.entry("sync", "mutex"),
          Map.entry("throttle", "limit"),
          Map.entry("yield", "generator"),
          Map.entry("zombie", "child"));

  private Synonyms() {}

  static Optional<String> of(String word) {
    return Optional.ofNullable(TABLE.get(word));
  }
}
