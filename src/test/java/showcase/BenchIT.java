package showcase;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import showcase.Program.Result;

/** Runs the benchmarks in the packed jar on every JDK that it was built for; checks no times. */
class BenchIT {
  private static final String[] ONE_IN_A_FORK = {
    "bench", "scope-against-pool", "-p", "tasks=2", "-f", "1", "-wi", "0", "-i", "1", "-r", "10ms"
  };

  /** Returns a command that ignores JMH's lock, so that another JMH run does not make it fail. */
  private static List<String> command(Path home, String[] bench, String... more) {
    List<String> command = new ArrayList<>(Program.command(home, bench));
    command.add(1, "-Djmh.ignoreLock=true");
    command.addAll(List.of(more));
    return command;
  }

  private static Result run(Path home, String[] bench, String... more) throws Exception {
    try (Program program = Program.start(command(home, bench, more))) {
      return program.result();
    }
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void everyBenchmarkRunsOnce(Path home) throws Exception {
    String[] once = {"bench", "-bm", "ss", "-f", "0", "-wi", "0", "-i", "1", "--json"};
    Result result = run(home, once);

    assertEquals(0, result.code(), result.err());
    Set<String> ran =
        objects(result.out()).stream()
            .map(object -> object.get("benchmark").getAsString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(inTheJar(), ran);
  }

  private static Set<String> inTheJar() throws IOException {
    try (var jar = new JarFile(Program.jar().toFile());
        InputStream list = jar.getInputStream(jar.getEntry("META-INF/BenchmarkList"))) {
      return BenchmarkList.readBenchmarkList(list).stream()
          .map(BenchmarkListEntry::getUsername)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void aForkRunsOnTheSameJdkWithPreview(Path home, @TempDir Path folder) throws Exception {
    String saved = folder.resolve("result").toString();
    Result result = run(home, ONE_IN_A_FORK, "--json", "--save", saved);

    assertEquals(0, result.code(), result.err());
    List<JsonObject> objects = objects(result.out());
    assertEquals(2, objects.size());
    for (JsonObject object : objects) {
      assertEquals(home.resolve("bin/java").toString(), object.get("jvm").getAsString());
      assertTrue(object.get("jvmArgs").toString().contains("\"--enable-preview\""));
      assertEquals(1, object.get("forks").getAsInt());
    }
    assertEquals(result.out(), Files.readString(folder.resolve("result.json")));
    JsonObject machine =
        JsonParser.parseString(Files.readString(folder.resolve("result.machine.json")))
            .getAsJsonObject();
    assertEquals(
        Set.of("date", "java", "vendor", "vm", "processors", "processor", "os"), machine.keySet());
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void onlyTheTableGoesToStdout(Path home) throws Exception {
    Result result = run(home, ONE_IN_A_FORK);

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("Java "), result.out());
    assertTrue(result.out().contains("scope-against-pool\n  tasks=2 "), result.out());
    assertTrue(result.out().contains("hints, not results"), result.out());
    assertFalse(result.out().contains("#"), result.out());
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void aFailedBenchmarkIsNamedAndTheOthersGoOn(Path home) throws Exception {
    String[] noTasks = {
      "bench",
      "^queue$",
      "-p",
      "tasks=3,2",
      "-f",
      "1",
      "-wi",
      "0",
      "-i",
      "1",
      "-r",
      "10ms",
      "--json"
    };
    Result result = run(home, noTasks);

    assertEquals(1, result.code());
    assertEquals(2, objects(result.out()).size());
    assertTrue(result.err().contains("no result for queue classic tasks=3"), result.err());
    assertTrue(result.err().contains("tasks must be even and at least 2, not 3"), result.err());
  }

  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void ctrlCKillsTheForks(Path home) throws Exception {
    String[] longer = {"bench", "uncontended-lock", "-f", "5", "-i", "1000"};
    try (Program program = Program.start(command(home, longer))) {
      await().atMost(60, SECONDS).until(() -> program.process().descendants().count() > 0);
      List<ProcessHandle> forks = program.process().descendants().toList();

      program.signal("INT");

      assertEquals(130, program.result().code());
      assertTrue(forks.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  /** The other commands start without JMH, which is larger than everything else together. */
  @ParameterizedTest
  @MethodSource("showcase.Program#homes")
  void listLoadsNothingOfJmh(Path home) throws Exception {
    List<String> command = new ArrayList<>(Program.command(home, "list"));
    command.add(1, "-Xlog:class+load");
    try (Program program = Program.start(command)) {
      String loaded = program.result().out();
      assertTrue(loaded.contains("showcase.cli.ListCommand"));
      assertFalse(loaded.contains("org.openjdk.jmh"));
    }
  }

  private static List<JsonObject> objects(String json) {
    JsonArray array = JsonParser.parseString(json).getAsJsonArray();
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }
}
