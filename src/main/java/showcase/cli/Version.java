package showcase.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;
import showcase.Launcher;
import showcase.catalogue.StructuredApi;

/** What runs here: this program, the JDK, and which structured-concurrency API is in use. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"showcase " + Objects.toString(version, "unpacked"), jdk(), api()};
  }

  static String jdk() {
    return "Java %s (%s), %d processors"
        .formatted(
            Runtime.version(),
            System.getProperty("java.vendor"),
            Runtime.getRuntime().availableProcessors());
  }

  static String api() {
    try {
      return StructuredApi.describe();
    } catch (UnsupportedClassVersionError e) {
      return "no structured concurrency: the editions that use it need " + Launcher.NEEDED;
    }
  }
}
