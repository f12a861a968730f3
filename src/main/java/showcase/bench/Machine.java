package showcase.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * What a run ran on: a figure means nothing without it.
 *
 * @param date when, in UTC
 * @param java the JDK's version
 * @param vendor who built it
 * @param vm the virtual machine
 * @param processors how many there were to be used
 * @param processor its name; the architecture where the system does not tell
 * @param os the system, its release and architecture
 */
public record Machine(
    String date,
    String java,
    String vendor,
    String vm,
    int processors,
    String processor,
    String os) {

  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

  /** This machine, now. */
  public static Machine here() {
    String architecture = System.getProperty("os.arch");
    String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Runtime.version().toString(),
        System.getProperty("java.vendor"),
        System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        processorName(LINUX_PROCESSORS, architecture),
        system + " " + architecture);
  }

  static String processorName(Path cpuinfo, String otherwise) {
    try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException elsewhere) {
      return otherwise; // no such file but on Linux
    }
  }

  /** In one line. */
  public String inWords() {
    return "Java %s (%s), %d × %s, %s, %s".formatted(java, vendor, processors, processor, os, date);
  }
}
