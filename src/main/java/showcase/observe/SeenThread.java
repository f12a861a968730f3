package showcase.observe;

/**
 * A thread as it was seen. Threads come and go, so this is not the thread itself.
 *
 * @param id its identifier, which the JVM never uses again
 * @param name its name, or empty: virtual threads usually have none
 * @param virtual whether it is a virtual thread
 */
public record SeenThread(long id, String name, boolean virtual) {

  /** The calling thread. */
  public static SeenThread current() {
    Thread thread = Thread.currentThread();
    return new SeenThread(thread.threadId(), thread.getName(), thread.isVirtual());
  }
}
