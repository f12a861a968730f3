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

  /** Returns whether the memory is held, after an attempt to get it back if it is not. */
  boolean isHeld() {
    try {
      if (memory.get() == null) {
        memory = new SoftReference<>(new byte[BYTES]);
      }
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }
}
