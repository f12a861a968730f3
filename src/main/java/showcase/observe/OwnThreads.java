package showcase.observe;

import java.util.Set;

/** Distinguishes the threads that a program starts from those that the JDK starts for itself. */
final class OwnThreads {
  /** The groups of carriers, reapers, pollers and cleaners, as observed on JDK 21 and 25. */
  private static final Set<String> GROUPS_OF_THE_JDK =
      Set.of(
          "system", "CarrierThreads", "InnocuousThreadGroup", "InnocuousForkJoinWorkerThreadGroup");

  private static final Set<String> NAMES_OF_THE_JDK =
      Set.of("JFR Periodic Tasks", "CompletableFutureDelayScheduler");

  private OwnThreads() {}

  /**
   * Returns whether the program started this platform thread. The threads of the common pool and of
   * the delay scheduler belong to the JDK, because they outlive the work that first used them.
   */
  static boolean isOwn(String group, String name) {
    return !GROUPS_OF_THE_JDK.contains(group)
        && !NAMES_OF_THE_JDK.contains(name)
        && !name.startsWith("ForkJoinPool.commonPool-");
  }
}
