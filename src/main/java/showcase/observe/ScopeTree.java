package showcase.observe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The structured scopes that were open at one moment, and the threads forked in them, as the JVM's
 * thread dump told it. Pools and their threads are not part of it.
 *
 * @param from when the JVM began to write the dump, on the time line of {@link System#nanoTime};
 *     what it shows was so at some moment from then to {@code to}
 * @param to when the dump was written, on the same time line
 * @param scopes the scopes that no other scope encloses; at least one
 */
public record ScopeTree(long from, long to, List<Scope> scopes) {

  /**
   * An open scope.
   *
   * @param name the JVM's name for it, such as {@code
   *     java.util.concurrent.StructuredTaskScopeImpl@2d3379b4}, or its own if it was given one
   * @param owner the thread that opened it, which may be a fork of the enclosing scope
   * @param forks its threads that had not ended
   * @param children the scopes that its forks or its owner have opened inside it
   */
  public record Scope(String name, Member owner, List<Member> forks, List<Scope> children) {

    /** How many threads were forked in it and in the scopes inside it. */
    public int size() {
      return forks.size() + children.stream().mapToInt(Scope::size).sum();
    }

    /** How many scopes lie in each other, this one included. */
    public int depth() {
      return 1 + children.stream().mapToInt(Scope::depth).max().orElse(0);
    }
  }

  /**
   * A thread that owns a scope or was forked in one. Java 21 tells neither its state nor what it
   * waits for.
   *
   * @param id its identifier
   * @param name its name, or empty
   * @param virtual whether it is a virtual thread; empty if the dump does not tell
   * @param state its {@link Thread.State}
   * @param stack its topmost frames, such as {@code
   *     java.base/java.lang.VirtualThread.park(VirtualThread.java:742)}: a frame of the JDK begins
   *     with a module
   * @param waitsFor the object that it waits for, such as {@code
   *     java.util.concurrent.CountDownLatch$Sync@69453e37}
   * @param holder the thread that holds this object, if the release tells; 27 does
   */
  public record Member(
      long id,
      String name,
      Optional<Boolean> virtual,
      Optional<Thread.State> state,
      List<String> stack,
      Optional<String> waitsFor,
      OptionalLong holder) {

    /** The topmost frame that is not the JDK's, such as {@code Resource.use(Resource.java:27)}. */
    public Optional<String> at() {
      return stack.stream().filter(frame -> frame.indexOf('/') < 0).findFirst();
    }
  }

  /** How many threads were forked in all scopes. */
  public int size() {
    return scopes.stream().mapToInt(Scope::size).sum();
  }

  /** How many scopes lie in each other at most. */
  public int depth() {
    return scopes.stream().mapToInt(Scope::depth).max().orElse(0);
  }
}
