package showcase.fib;

import java.lang.ref.SoftReference;

/**
 * Memory that is held back for hard times: the JVM takes it before it throws an {@link
 * OutOfMemoryError}, so there is room to serve and to close the connections that fill the heap. No
 * connection is accepted until it is back.
 */
final class Reserve {

  // Connections that have just been accepted need more memory when they are served.
  private static final int BYTES = (int) Math.min(4 << 20, Runtime.getRuntime().maxMemory() / 8);

  private volatile SoftReference<byte[]> memory = new SoftReference<>(new byte[BYTES]);

  /** Gives the memory up. Allocates nothing. */
  void release() {
    memory.clear();
  }

  /**
   * Returns whether the memory is held. If it is not, this tries to get it back for the next call: the
   * caller is to wait until then, because what took it may need more.
   */
  boolean isHeld() {
    boolean held = memory.get() != null;
    if (!held) {
      try {
        memory = new SoftReference<>(new byte[BYTES]);
      } catch (OutOfMemoryError e) {
        // not yet
      }
    }
    return held;
  }
}
