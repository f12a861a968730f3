package showcase.observe;

/**
 * How many threads were started, as the JVM saw it.
 *
 * @param platform platform threads, without the JVM's own (carriers, pollers, the common pool)
 * @param virtual virtual threads
 */
public record ThreadCount(long platform, long virtual) {}
