package showcase.report;

/**
 * Where and when the recipes ran. A figure means nothing without it.
 *
 * @param jdk the JDK and the number of processors, in words
 * @param api the structured-concurrency API in use, in words
 * @param processor the processor's name
 * @param system the operating system, in words
 * @param date the date and time in UTC
 * @param version the program's name and version
 */
public record Place(
    String jdk, String api, String processor, String system, String date, String version) {}
