package showcase.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Common words for things that the recipes call by another name. */
final class Synonyms {
  /** For a word that no recipe has, the word to search for instead. */
  static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("abort", "cancel"),
          Map.entry("async", "future"),
          Map.entry("asynchronous", "future"),
          Map.entry("await", "wait"),
          Map.entry("cancellation", "cancel"),
          Map.entry("channel", "queue"),
          Map.entry("concurrently", "parallel"),
          Map.entry("coroutine", "generator"),
          Map.entry("critical", "mutex"),
          Map.entry("deadline", "timeout"),
          Map.entry("exec", "command"),
          Map.entry("exception", "failure"),
          Map.entry("fan", "parallel"),
          Map.entry("fanout", "parallel"),
          Map.entry("goroutine", "virtual"),
          Map.entry("heap", "priority"),
          Map.entry("latch", "event"),
          Map.entry("loom", "virtual"),
          Map.entry("mailbox", "queue"),
          Map.entry("multiprocessing", "process"),
          Map.entry("orphan", "child"),
          Map.entry("promise", "future"),
          Map.entry("reentrant", "monitor"),
          Map.entry("rlock", "monitor"),
          Map.entry("socket", "server"),
          Map.entry("spawn", "start"),
          Map.entry("subprocess", "process"),
          Map.entry("throttle", "limit"),
          Map.entry("yield", "generator"),
          Map.entry("zombie", "child"));

  private Synonyms() {}

  static Optional<String> of(String word) {
    return Optional.ofNullable(TABLE.get(word.replace("-", "").toLowerCase(Locale.ROOT)));
  }
}
