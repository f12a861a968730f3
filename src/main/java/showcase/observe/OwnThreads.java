package showcase.observe;

import java.util.Set;

/** Tells the threads that a program starts from those that the JDK starts for itself. */
final class OwnThreads {
  /** Carriers, reapers, pollers, cleaners; read off JDK 21 and 25. */
  private static final Set<String> GROUPS_OF_THE_JDK =
      Set.of(
          "system", "CarrierThreads", "InnocuousThreadGroup", "InnocuousForkJoinWorkerThreadGroup");

  private static final Set<String> NAMES_OF_THE_JDK =
      Set.of("JFR Periodic Tasks", "CompletableFutureDelayScheduler");

  private OwnThreads() {}

  /**
   * Whether the program started this platform thread. The common pool and the delay scheduler stay
   * for the life of the JVM, so they are the JDK's.
   */
  static boolean isOwn(String group, String name) {
    return !GROUPS_OF_THE_JDK.contains(group)
        && !NAMES_OF_THE_JDK.contains(name)
        && !name.startsWith("ForkJoinPool.commonPool-");
  }
}
