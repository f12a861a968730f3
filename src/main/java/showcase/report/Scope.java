package showcase.report;

import java.util.List;

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
}
