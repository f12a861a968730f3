package showcase.report;

import java.util.List;
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
   * @param waitsFor what it waits for, in words; empty if for nothing
   */
  public record Forked(String name, String state, String waitsFor) {}

  static Scope of(ScopeTree.Scope seen) {
    return new Scope(
        simple(seen.name()),
        name(seen.owner()),
        seen.forks().stream().map(Scope::forked).toList(),
        seen.children().stream().map(Scope::of).toList());
  }

  private static Forked forked(ScopeTree.Member fork) {
    String state = fork.state().map(Enum::name).orElse("");
    return new Forked(name(fork), state, fork.waitsFor().map(Scope::simple).orElse(""));
  }

  private static String name(ScopeTree.Member thread) {
    return thread.name().isEmpty() ? "#" + thread.id() : thread.name();
  }

  /** Without the package: {@code StructuredTaskScopeImpl@2d3379b4}. */
  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
