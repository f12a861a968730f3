package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {
  private static final List<String> OURS = JvmOptions.SHORT_LIVED;

  @Test
  void preferencesApplyIfTheUserSetsNothingOfTheJvm() {
    assertEquals(OURS, options(List.of()).unlessUserChose(OURS));
    var harmless = List.of("-Da=b", "--enable-preview", "-Xlog:gc");
    assertEquals(OURS, options(harmless).unlessUserChose(OURS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-XX:+UseG1GC", "-XX:MaxNewSize=16m", "-Xmx64m", "-XX:+UsePerfData", "-Xint"})
  void anyOptionOfTheJvmThatTheUserSetsWins(String option) {
    assertEquals(List.of(), options(List.of("-Da=b", option)).unlessUserChose(OURS));
  }

  @Test
  void whatTheLauncherPreferredIsNoChoiceOfTheUser() {
    List<String> running = new ArrayList<>(List.of("-Dtool=1"));
    running.addAll(JvmOptions.SERVER);
    running.addAll(List.of(JvmOptions.COMPACT_HEADERS, JvmOptions.SKIP_UNKNOWN));
    running.addAll(List.of("-Dshowcase.launched-by=1234", "-Da=b", "--enable-preview"));
    var options = options(running);

    assertEquals(OURS, options.unlessUserChose(OURS));
    assertEquals(List.of("-Dtool=1", "-Da=b", "--enable-preview"), options.fromCommandLine());
  }

  @Test
  void whatTheUserSetInALaunchedJvmIsHandedOn() {
    var options =
        options(List.of("-XX:+UseG1GC", "-Dshowcase.launched-by=0", "-XX:+UseSerialGC", "-Xmx1g"));

    assertEquals(List.of("-XX:+UseG1GC", "-XX:+UseSerialGC", "-Xmx1g"), options.fromCommandLine());
    assertEquals(List.of(), options.unlessUserChose(OURS));
  }

  @Test
  void whatAnotherReleaseLacksStopsNoneOfTheJvmsThatItStarts() {
    var launched =
        options(List.of(JvmOptions.SKIP_UNKNOWN, "-Dshowcase.launched-by=1", "-XX:-NoSuchFlag"));
    assertEquals(List.of(JvmOptions.SKIP_UNKNOWN), launched.fromEnvironment());
    assertEquals(JvmOptions.SKIP_UNKNOWN, launched.handedOn().getFirst());
    assertEquals(List.of("-XX:-NoSuchFlag"), launched.fromCommandLine());

    // In a JVM in which the program is measured, and which has workers, too.
    var measured = options(launched.handedOn());
    assertEquals(List.of(JvmOptions.SKIP_UNKNOWN), measured.fromEnvironment());

    var unchosen = options(List.of(JvmOptions.SKIP_UNKNOWN, "-Dshowcase.launched-by=1"));
    assertEquals(OURS, unchosen.unlessUserChose(OURS));
    assertEquals(OURS, options(unchosen.handedOn()).unlessUserChose(OURS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005",
        "-agentpath:/opt/lib/agent.so=port=8849",
        "-javaagent:exporter.jar=8080:config.yaml",
        "-Xrunjdwp:transport=dt_socket,server=y,address=5005",
        "-Dcom.sun.management.jmxremote.port=9010",
        "-Dcom.sun.management.config.file=management.properties",
        "-Xlog:gc:file=gc.log",
        "-Xlog:gc*:gc.log:time",
        "-Xlog::file=all.log",
        "-Xloggc:gc.log",
        "-XX:LogFile=jvm.log",
        "-XX:StartFlightRecording",
        "-XX:StartFlightRecording:filename=a.jfr",
        "-XX:StartFlightRecording=filename=a.jfr",
        "-XX:AOTCacheOutput=a.aot",
        "-XX:AOTConfiguration=a.aotconf",
        "-XX:AOTMode=record",
        "-XX:AOTMode=create",
        "-XX:ArchiveClassesAtExit=a.jsa",
        "-XX:+AutoCreateSharedArchive"
      })
  void whatOnlyOneProcessCanHaveStays(String option) {
    var options = options(List.of("-Da=b", option));
    assertEquals(List.of("-Da=b"), options.fromCommandLine());
    assertEquals(List.of(option), options.staying());
    assertEquals("-Da=b", left("-Da=b " + option));
    assertEquals("-Da=b", left("\"" + option + "\" -Da=b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xlog:gc",
        "-Xlog:gc:stderr",
        "-Xlog:gc::time",
        "-Xlog:disable",
        "-Xlog:gc:file=gc-%p.log",
        "-XX:HeapDumpPath=/tmp", // never replaces a file
        "-XX:AOTMode=on",
        "-XX:AOTCache=a.aot",
        "-XX:SharedArchiveFile=a.jsa",
        "-XX:-AutoCreateSharedArchive",
        "-Dcom.sun.managementx=1",
        "-XX:+UseZGC",
        "--add-opens=java.base/java.lang=ALL-UNNAMED"
      })
  void theRestIsHandedOn(String option) {
    assertEquals(List.of(option), options(List.of(option)).fromCommandLine());
    assertEquals(option, left(option));
  }

  @Test
  void quotedOptionsInVariablesKeepTheirQuotes() {
    String value = "'-Da=it is' -Db=\"x y\"z\t-agentlib:jdwp=\"server=y address=1\" -Dc=\"'\"";
    assertEquals("'-Da=it is' -Db=\"x y\"z -Dc=\"'\"", left(value));
  }

  @Test
  void anOptionMayBeLong() {
    for (String part : List.of("x", "\"y\"", "'z'", "a\"b c\"")) {
      String option = "-Da=" + part.repeat(100_000);
      assertEquals(option, left(option));
      var environment = Map.of("JAVA_TOOL_OPTIONS", option);
      String unquoted = option.replaceAll("[\"']", "");
      assertEquals(List.of(unquoted), new JvmOptions(List.of(), environment).fromEnvironment());
    }
  }

  @Test
  void aVariableWithNothingLeftIsRemoved() {
    Map<String, String> environment = new HashMap<>();
    environment.put("_JAVA_OPTIONS", "-XX:StartFlightRecording");
    environment.put("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=server=y");
    environment.put("HOME", "-agentlib:jdwp=server=y");
    JvmOptions.removeStaying(environment);
    assertEquals(Map.of("HOME", "-agentlib:jdwp=server=y"), environment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "-XX:VMOptionsFile="})
  void aFileWithOptionsThatStayIsReplacedByTheOthers(String prefix, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("options");
    Files.writeString(file, "# debug\n-agentlib:jdwp=server=y\n-Da=\"b c\"\n");
    assertEquals("-Dx=1 -Da=\"b c\"", left("-Dx=1 " + prefix + file));

    Files.writeString(file, "# -agentlib:jdwp=server=y\n-Da=\"b c\"\n");
    assertEquals(prefix + file, left(prefix + file));
    assertEquals("@no-such-file", left("@no-such-file"));
  }

  @Test
  void whatIsInTheEnvironmentIsNotRepeated() {
    var environment =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Xmx1g '-Da=b c' -agentlib:jdwp=server=y",
            "_JAVA_OPTIONS",
            "-Xint");
    var running =
        List.of("-Xmx1g", "-Da=b c", "-agentlib:jdwp=server=y", "-Dd=e", "-Xmx2g", "-Xint");
    var options = new JvmOptions(running, environment);

    assertEquals(List.of("-Xmx1g", "-Da=b c", "-Xint"), options.fromEnvironment());
    assertEquals(List.of("-Dd=e", "-Xmx2g"), options.fromCommandLine());

    // In a JVM in which the program is measured, whose workers get what is in the environment, too.
    var measured = new JvmOptions(options.handedOn(), Map.of());
    assertEquals(options.fromEnvironment(), measured.fromEnvironment());
    assertEquals(options.fromCommandLine(), measured.fromCommandLine());
  }

  @Test
  void aFileOfOptionsIsNamedByItsWholePath() {
    var environment = Map.of("JDK_JAVA_OPTIONS", "@no-such-file @@literal");
    String file = Path.of("no-such-file").toAbsolutePath().toString();
    assertEquals(
        List.of("@" + file, "@@literal"), new JvmOptions(List.of(), environment).fromEnvironment());
  }

  private static JvmOptions options(List<String> running) {
    return new JvmOptions(running, Map.of());
  }

  private static String left(String value) {
    Map<String, String> environment = new HashMap<>(Map.of("JDK_JAVA_OPTIONS", value));
    JvmOptions.removeStaying(environment);
    return environment.get("JDK_JAVA_OPTIONS");
  }
}
