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
          Map.entry("channel", "producer"),
          Map.entry("concurrently", "parallel"),
          Map.entry("coroutine", "generator"),
          Map.entry("fan", "parallel"),
          Map.entry("fanout", "parallel"),
          Map.entry("loom", "virtual"),
          Map.entry("mailbox", "producer"),
          Map.entry("orphan", "child"),
          Map.entry("promise", "future"),
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
