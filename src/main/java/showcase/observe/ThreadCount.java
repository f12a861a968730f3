package showcase.observe;

/**
 * The number of threads started, as counted by JFR.
 *
 * @param platform platform threads, without the JVM's own (carriers, pollers, the common pool)
 * @param virtual virtual threads
 */
public record ThreadCount(long platform, long virtual) {}
