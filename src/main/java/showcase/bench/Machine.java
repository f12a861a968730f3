package showcase.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * The machine and the JDK of a run. A figure means nothing without them.
 *
 * @param date the date and time in UTC
 * @param java the JDK's version
 * @param vendor the JDK's vendor
 * @param vm the name of the virtual machine
 * @param processors the number of available processors
 * @param processor the processor's name, or the architecture if the system does not report a name
 * @param os the operating system, its release and its architecture
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

  /** Describes this machine at this moment. */
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
      return otherwise; // only Linux has this file
    }
  }

  /** Returns the description in one line. */
  public String inWords() {
    return "Java %s (%s), %d × %s, %s, %s".formatted(java, vendor, processors, processor, os, date);
  }
}
