package showcase.catalogue;

import showcase.observe.SeenThread;

/**
 * What a thread did for some time, as a witness saw it: <i>holds a permit</i>, <i>computes</i>. JFR
 * cannot tell what a virtual thread waits for, because it records nothing when one parks.
 *
 * @param subject a task's number or name, or empty
 * @param what it did, in a few words
 * @param thread the thread that did it
 * @param from when it began, in nanoseconds since the situation began
 * @param to when it ended, on the same time line
 */
public record Span(String subject, String what, SeenThread thread, long from, long to) {}
