package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import showcase.Program.Result;
import showcase.catalogue.Catalogue;

/** Tests the packed jar on every JDK that it was built for. */
class JarIT {

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void theTourHasNoFailedClaims(Path home) throws Exception {
    Result tour = Program.run(home);

    assertEquals(0, tour.code(), tour.out() + tour.err());
    assertTrue(tour.out().contains(" 0 failed; nothing left behind"), tour.out());
    Catalogue.recipes().forEach(recipe -> assertTrue(tour.out().contains(" " + recipe.name())));
    assertFalse(tour.out().contains("needs Java"), tour.out());
    assertTrue(tour.out().lines().allMatch(line -> line.length() <= 80), tour.out());
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void versionNamesTheJdkAndTheApi(Path home) throws Exception {
    String version = Program.run(home, "--version").out();

    int release = Program.release(home);
    assertTrue(version.contains("Java " + release), version);
    String jep = release == 21 ? "JEP 453" : release == 25 ? "JEP 505" : "JEP 533";
    assertTrue(version.contains(jep), version);
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void runPrintsOneJsonObjectForEachEdition(Path home) throws Exception {
    Result run = Program.run(home, "run", "semaphore", "--json", "-p", "jobs=7");

    List<JsonObject> objects = objects(run.out());
    assertEquals(List.of("classic", "modern"), strings(objects, "edition"));
    assertEquals(List.of("passed", "passed"), strings(objects, "status"));
    String release = Integer.toString(Program.release(home));
    assertEquals(List.of(release, release), strings(objects, "java"));
    JsonObject modern = objects.getLast();
    assertEquals(7, modern.getAsJsonObject("parameters").get("jobs").getAsInt());
    assertEquals(0, modern.getAsJsonObject("threads").get("platform").getAsInt());
    assertTrue(modern.getAsJsonObject("threads").get("virtual").getAsInt() >= 7);
    assertEquals(0, modern.getAsJsonObject("left").get("threads").getAsInt());
    assertTrue(run.err().lines().allMatch(line -> line.startsWith("… ")), run.err()); // progress
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void listPrintsOneJsonObjectForEachRecipe(Path home) throws Exception {
    List<JsonObject> objects = objects(Program.run(home, "list", "--json").out());

    assertEquals(
        Catalogue.recipes().stream().map(recipe -> recipe.name()).toList(),
        strings(objects, "name"));
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void showPrintsBothSourcesWithoutColourIntoAPipe(Path home) throws Exception {
    Result show = Program.run(home, "show", "semaphore", "--width", "200");

    assertTrue(show.out().contains("SemaphoreClassic.java"), show.out());
    assertTrue(show.out().contains("SemaphoreModern.java"), show.out());
    assertTrue(show.out().contains("class SemaphoreClassic implements LimitedUse {"), show.out());
    assertFalse(show.out().contains("\u001b"), "there are colours in a pipe");
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void wrongUsagePrintsOneLineAndExitsWithTwo(Path home) throws Exception {
    Result unknown = Program.run(home, "run", "semaphor");
    assertEquals(2, unknown.code());
    assertEquals("", unknown.out());
    assertEquals(
        "showcase: there is no recipe 'semaphor'; did you mean 'semaphore'? showcase list shows all",
        unknown.err().strip());
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void aClosedPipeEndsTheTourQuietly(Path home) throws Exception {
    String command = String.join(" ", Program.command(home));
    String script = command + " | head -1; exit ${PIPESTATUS[0]}";
    try (Program program = Program.start(List.of("bash", "-c", script))) {
      Result result = program.result();
      assertEquals(141, result.code(), result.err());
      assertEquals(1, result.out().lines().count());
      assertFalse(result.err().contains("Exception"), result.err());
    }
  }

  /** {@code script} gives the program a terminal; Debian has it on every machine. */
  @Test
  void onATerminalSourcesAreColouredUnlessNoColorIsSet() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script command");
    Path home = Program.builtFor().values().iterator().next();
    String show = String.join(" ", Program.command(home, "show", "submit"));

    assertTrue(onTerminal(show).contains("\u001b[34mfinal"), "there are no colours on a terminal");
    // Not every escape sequence is a colour: the progress moves the cursor.
    assertFalse(
        Pattern.compile("\u001b\\[[0-9;]*m").matcher(onTerminal("NO_COLOR=1 " + show)).find(),
        "there are colours despite NO_COLOR");
  }

  private static String onTerminal(String command) throws Exception {
    try (Program program =
        Program.start(List.of("script", "-qec", "TERM=xterm " + command, "/dev/null"))) {
      return program.result().out();
    }
  }

  private static List<JsonObject> objects(String lines) {
    return lines.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  private static List<String> strings(List<JsonObject> objects, String name) {
    return objects.stream().map(object -> object.get(name).getAsString()).toList();
  }
}
