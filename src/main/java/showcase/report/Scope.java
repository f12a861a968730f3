package showcase.report;

import java.util.List;
import java.util.Optional;
import showcase.observe.ScopeTree;

/**
 * A container of threads, as the JVM's thread dump showed it while the recipe ran.
 *
 * @param name what the JVM calls it, usually the class that opened it
 * @param owner the thread that opened it, in words; empty if none did
 * @param threads the threads in it
 * @param children the containers that its threads opened
 */
public record Scope(String name, String owner, List<Forked> threads, List<Scope> children) {

  /**
   * A thread in a container.
   *
   * @param name its name or number
   * @param state its state, such as {@code WAITING}
   * @param does what it waits for, or else in which method it is, in words; empty if unknown
   */
  public record Forked(String name, String state, String does) {}

  /**
   * Puts a scope into words.
   *
   * @param posing what the thread that poses the situation is called
   */
  static Scope of(ScopeTree.Scope seen, String posing) {
    return new Scope(
        simple(seen.name()),
        name(seen.owner(), posing),
        seen.forks().stream().map(fork -> forked(fork, posing)).toList(),
        seen.children().stream().map(child -> of(child, posing)).toList());
  }

  private static Forked forked(ScopeTree.Member fork, String posing) {
    Optional<String> waits = fork.waitsFor().map(object -> "waits for " + simple(object));
    Optional<String> is = fork.at().map(frame -> "in " + withoutPackage(frame));
    String state = fork.state().map(Enum::name).orElse("");
    return new Forked(name(fork, posing), state, waits.or(() -> is).orElse(""));
  }

  private static String name(ScopeTree.Member thread, String posing) {
    if (Track.poses(thread.name(), thread.virtual().orElse(false))) {
      return posing;
    }
    return thread.name().isEmpty() ? "#" + thread.id() : thread.name();
  }

  /** A frame as {@code Resource.use(Resource.java:27)}. */
  private static String withoutPackage(String frame) {
    int method = frame.lastIndexOf('.', frame.indexOf('('));
    return frame.substring(frame.lastIndexOf('.', method - 1) + 1);
  }

  /** Without the package: {@code StructuredTaskScopeImpl@2d3379b4}. */
  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
