package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.engine.EngineKind;
import showcase.engine.Measure;
import showcase.engine.Result;
import showcase.engine.Spread;
import showcase.engine.StartCost;
import showcase.engine.WorkKind;

/** Tests the verdict and the table on made-up figures; nothing is timed here. */
class CompareVerdictTest {

  private static Result wall(EngineKind engine, double median, double least, double most) {
    return wall(engine, median, least, most, 0.01);
  }

  private static Result wall(
      EngineKind engine, double median, double least, double most, double others) {
    var figures = new EnumMap<Measure, Spread>(Measure.class);
    figures.put(Measure.WALL, new Spread(median, least, most));
    figures.put(Measure.SPEED_UP, new Spread(2000 / median, 2000 / most, 2000 / least));
    figures.put(Measure.SHARE, new Spread(1000 / median, 1000 / most, 1000 / least));
    figures.put(Measure.OTHERS, new Spread(others, 0, 2 * others));
    return new Result(WorkKind.COMPUTE, engine, Map.of("tasks", 8, "n", 20), figures, "", false);
  }

  private static final List<Result> COMPUTED =
      List.of(
          wall(EngineKind.SEQUENTIAL, 2000, 1990, 2010),
          wall(EngineKind.THREAD_PER_TASK, 1020, 1000, 1050),
          wall(EngineKind.FIXED_POOL, 1030, 1025, 1040),
          wall(EngineKind.VIRTUAL, 1030, 1010, 1060),
          wall(EngineKind.FORK_JOIN, 1200, 1180, 1210),
          wall(EngineKind.FRESH_PROCESS, 1300, 1290, 1310),
          wall(EngineKind.PROCESS_POOL, 1060, 1055, 1070));

  @Test
  void computingNamesTheBestItsPeersAndThePairs() {
    assertEquals(
        List.of(
            "thread-per-task was the fastest: 1.96 times as fast as sequential, 0.98 of the ideal"
                + " on 2 processors (0.95 to 1.00 by round).",
            "Not distinguishable from thread-per-task (ranges overlap): fixed-pool, virtual.",
            "Slower than thread-per-task: process-pool (1.04 times as long), forkjoin-tasks (1.18"
                + " times as long), process-per-task (1.27 times as long), sequential (1.96 times"
                + " as long).",
            "virtual took 1.01 times as long as thread-per-task. For these tasks, use either.",
            "process-per-task took 1.23 times as long as process-pool. For these tasks, use"
                + " process-pool."),
        CompareVerdict.of(COMPUTED, 5, 2));
  }

  /** 8 x fib(20) in 0.16 ms, as one thread does them, and with what sharing added here. */
  private static final List<Result> SHORT =
      List.of(
          wall(EngineKind.SEQUENTIAL, 0.16, 0.15, 0.17),
          wall(EngineKind.FIXED_POOL, 0.84, 0.83, 0.85),
          wall(EngineKind.THREAD_PER_TASK, 1.6, 1.5, 1.7),
          wall(EngineKind.VIRTUAL, 1.2, 1.1, 1.3));

  @Test
  void ifSequenceWinsItSaysFromWhichSizeSharingPays() {
    // A task takes 20 µs, half of it with two at once; fixed-pool took 105, so it adds 95.
    assertEquals(
        List.of(
            "sequential was the fastest: 160 µs.",
            "Slower than sequential: fixed-pool (5.25 times as long), virtual (7.50 times as long),"
                + " thread-per-task (10.0 times as long).",
            "Sharing does not pay at this size: a task takes 20.0 µs, and fixed-pool, the next"
                + " best, adds about 95.0 µs to each. It would pay from about 190 µs per task,"
                + " fib(25).",
            "virtual took 0.75 times as long as thread-per-task. sequential was faster than both."),
        CompareVerdict.of(SHORT, 5, 2));
  }

  @Test
  void withOneProcessorOrOneTaskSharingNeverPays() {
    String one = "Sharing does not pay at this size: there is only one processor.";
    assertTrue(CompareVerdict.of(SHORT, 5, 1).contains(one), one);
    List<Result> alone =
        SHORT.stream()
            .map(all ->
                new Result(all.work(), all.engine(), Map.of("tasks", 1), all.figures(), "", false))
            .toList();
    one = "Sharing does not pay at this size: there is only one task.";
    assertTrue(CompareVerdict.of(alone, 5, 2).contains(one), one);
  }

  @Test
  void fewRoundsAreCalledWeak() {
    assertEquals(
        "With 3 JVMs each, the ranges of two equal engines do not overlap in 1 of 10 comparisons;"
            + " with --rounds 5, in 1 of 126.",
        CompareVerdict.of(COMPUTED, 3, 2).getLast());
    assertTrue(CompareVerdict.of(COMPUTED, 4, 2).getLast().contains(" in 1 of 35 comparisons"));
  }

  @Test
  void withoutSequentialTheFastestIsNamedWithItsTime() {
    assertEquals(
        List.of(
            "thread-per-task was the fastest: 1,020 ms.",
            "Not distinguishable from thread-per-task (ranges overlap): virtual.",
            "virtual took 1.01 times as long as thread-per-task. For these tasks, use either."),
        CompareVerdict.of(
            List.of(withoutSpeedUp(COMPUTED.get(1)), withoutSpeedUp(COMPUTED.get(3))), 5, 2));
  }

  private static Result withoutSpeedUp(Result result) {
    var figures = new EnumMap<Measure, Spread>(result.figures());
    figures.remove(Measure.SPEED_UP);
    figures.remove(Measure.SHARE);
    return new Result(result.work(), result.engine(), Map.of(), figures, "", false);
  }

  @Test
  void otherFiguresGiveAnotherVerdict() {
    var sentences =
        CompareVerdict.of(
            List.of(
                wall(EngineKind.SEQUENTIAL, 2000, 1990, 2010),
                wall(EngineKind.THREAD_PER_TASK, 1500, 1490, 1510),
                wall(EngineKind.VIRTUAL, 1000, 800, 1100)),
            5,
            2);
    assertEquals(
        List.of(
            "virtual was the fastest: 2.00 times as fast as sequential, 1.00 of the ideal on 2"
                + " processors (0.91 to 1.25 by round).",
            "Slower than virtual: thread-per-task (1.50 times as long), sequential (2.00 times as"
                + " long).",
            "virtual: the slowest round took 1.38 times as long as the fastest. Was the machine"
                + " idle? Run it again.",
            "virtual took 0.67 times as long as thread-per-task. For these tasks, use virtual."),
        sentences);
  }

  @Test
  void anUnsteadyMachineIsNamed() {
    var sentences =
        CompareVerdict.of(
            List.of(
                wall(EngineKind.SEQUENTIAL, 2000, 1900, 2660),
                wall(EngineKind.FIXED_POOL, 1100, 1090, 1110, 0.123)),
            5,
            2);
    assertEquals(
        List.of(
            "sequential: the slowest round took 1.40 times as long as the fastest. Was the machine"
                + " idle? Run it again.",
            "Other programs used up to 0.12 processors, which slows only the parallel engines. Run"
                + " it again on an idle machine."),
        sentences.subList(2, 4));
  }

  @Test
  void overlappingRangesGiveNoRanking() {
    var sentences =
        CompareVerdict.of(
            List.of(
                wall(EngineKind.THREAD_PER_TASK, 1500, 900, 1600),
                wall(EngineKind.VIRTUAL, 1000, 990, 1010)),
            5,
            2);
    assertTrue(
        sentences.contains(
            "virtual took 0.67 times as long as thread-per-task. There is no ranking, because their"
                + " ranges overlap."),
        sentences::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fewerThanThreeJvmsEachGiveNoRanking(int rounds) {
    String range = rounds == 1 ? "" : " (0.95 to 1.00 by round)";
    assertEquals(
        List.of(
            CompareVerdict.NO_RANKING,
            "thread-per-task was the fastest in this run: 1.96 times as fast as sequential, 0.98 of"
                + " the ideal on 2 processors"
                + range
                + ".",
            "Slower than thread-per-task in this run: fixed-pool (1.01 times as long), virtual"
                + " (1.01 times as long), process-pool (1.04 times as long), forkjoin-tasks (1.18"
                + " times as long), process-per-task (1.27 times as long), sequential (1.96 times"
                + " as long).",
            "virtual took 1.01 times as long as thread-per-task. There is no ranking from so few"
                + " JVMs.",
            "process-per-task took 1.23 times as long as process-pool. There is no ranking from so"
                + " few JVMs."),
        CompareVerdict.of(COMPUTED, rounds, 2));
    assertEquals(
        List.of(
            CompareVerdict.NO_RANKING,
            "virtual had the highest throughput in this run: 60,000 waiting tasks per second.",
            "virtual completed 30.0 times as many tasks per second as fixed-pool, which has 200"
                + " threads.",
            "virtual: a waiting task retains 1.26 KiB of heap and adds 3.0 KiB of resident"
                + " memory."),
        CompareVerdict.of(
            List.of(
                waited(EngineKind.FIXED_POOL, 2000, 200, 0.7),
                waited(EngineKind.VIRTUAL, 60000, 2, 1.26)),
            rounds,
            2));
    assertEquals(
        List.of(
            CompareVerdict.NO_RANKING,
            "virtual was best in this run for short tasks alongside long ones: half took up to 0.30"
                + " ms, 99 % up to 4.0 ms."),
        CompareVerdict.of(
            List.of(
                served(EngineKind.VIRTUAL, 0.3, 4, 0.99),
                served(EngineKind.FIXED_POOL, 0.3, 4, 0.99)),
            rounds,
            2));
  }

  @Test
  void waitingGivesAdviceOnlyIfOneEngineLeads() {
    var sentences =
        CompareVerdict.of(
            List.of(
                waited(EngineKind.FIXED_POOL, 58_000, 200, 0.7),
                waited(EngineKind.VIRTUAL, 60_000, 2, 1.26)),
            5,
            2);
    assertEquals(
        "virtual had the highest throughput: 60,000 waiting tasks per second.",
        sentences.getFirst());
  }

  private static Result waited(EngineKind engine, double rate, double threads, double heap) {
    return waited(WorkKind.WAIT, engine, rate, threads, heap);
  }

  private static Result waited(
      WorkKind work, EngineKind engine, double rate, double threads, double heap) {
    Map<Measure, Spread> figures =
        Map.of(
            Measure.THROUGHPUT, new Spread(rate, rate, rate),
            Measure.THREADS, new Spread(threads, threads, threads),
            Measure.HEAP, new Spread(heap, heap, heap),
            Measure.RESIDENT, new Spread(3, 3, 3));
    String note =
        engine == EngineKind.THREAD_PER_TASK ? "stopped at 29,484 platform threads: x" : "";
    return new Result(work, engine, Map.of(), figures, note, false);
  }

  @Test
  void waitingNamesTheMemoryOfATaskAndEnginesThatStopped() {
    assertEquals(
        List.of(
            "virtual had the highest throughput: 60,000 waiting tasks per second. For waiting, use"
                + " it.",
            "virtual completed 30.0 times as many tasks per second as fixed-pool, which has 200"
                + " threads.",
            "thread-per-task: a waiting task retains 0.40 KiB of heap and adds 3.0 KiB of resident"
                + " memory.",
            "virtual: a waiting task retains 1.26 KiB of heap and adds 3.0 KiB of resident"
                + " memory.",
            "thread-per-task: stopped at 29,484 platform threads: x."),
        CompareVerdict.of(
            List.of(
                waited(EngineKind.THREAD_PER_TASK, 3500, 29484, 0.4),
                waited(EngineKind.FIXED_POOL, 2000, 200, 0.7),
                waited(EngineKind.VIRTUAL, 60000, 2, 1.26)),
            5,
            2));
  }

  @Test
  void requestsNameTheHighestThroughputAndTheMemoryOfATask() {
    assertEquals(
        List.of(
            "fixed-pool had the highest throughput: 9,000 requests per second, each over a new"
                + " connection.",
            "Not distinguishable from fixed-pool (ranges overlap): forkjoin-tasks.",
            "virtual completed 0.8 times as many tasks per second as fixed-pool, which has 200"
                + " threads.",
            "virtual: a pending request retains 3.10 KiB of heap and adds 3.0 KiB of resident"
                + " memory."),
        CompareVerdict.of(
            List.of(
                waited(WorkKind.REQUESTS, EngineKind.FIXED_POOL, 9000, 200, 2.1),
                waited(WorkKind.REQUESTS, EngineKind.FORK_JOIN, 9000, 2, 2.1),
                waited(WorkKind.REQUESTS, EngineKind.VIRTUAL, 7200, 2, 3.1)),
            5,
            2));
  }

  private static Result served(EngineKind engine, double p50, double p99, double share) {
    Map<Measure, Spread> figures =
        Map.of(
            Measure.P50, new Spread(p50, p50, p50),
            Measure.P99, new Spread(p99, p99, p99),
            Measure.SERVED, new Spread(share, share, share));
    return new Result(WorkKind.MIXED, engine, Map.of(), figures, "", false);
  }

  @Test
  void mixedNamesTheEnginesThatStarveShortTasks() {
    assertEquals(
        List.of(
            "thread-per-task was best for short tasks alongside long ones: half took up to 0.30 ms,"
                + " 99 % up to 4.0 ms.",
            "virtual starved short tasks: it served 3 % as many as without long ones, half within"
                + " 190 ms."),
        CompareVerdict.of(
            List.of(
                served(EngineKind.THREAD_PER_TASK, 0.3, 4, 0.99),
                served(EngineKind.VIRTUAL, 190, 900, 0.03)),
            5,
            2));
  }

  @Test
  void aFailedEngineIsNamedAndNotRanked() {
    var failed = new Result(WorkKind.COMPUTE, EngineKind.VIRTUAL, Map.of(), Map.of(), "died", true);
    Map<Measure, Spread> alone = Map.of(Measure.WALL, new Spread(1, 1, 1));
    var done = new Result(WorkKind.COMPUTE, EngineKind.FIXED_POOL, Map.of(), alone, "", false);
    var sentences = CompareVerdict.of(List.of(done, failed), 5, 2);
    assertEquals(List.of("virtual: died."), sentences);
    assertEquals(List.of("virtual: died."), CompareVerdict.of(List.of(failed), 5, 2));
  }

  @Test
  void theStartOfAProcessIsComparedWithAnEmptyProgram() {
    var cost = new StartCost(new Spread(30, 29, 31), new Spread(42, 40, 50));
    assertEquals(
        "A fresh worker process answers after 42 ms, 1.40 times as long as an empty Java program"
            + " takes (30 ms).",
        CompareVerdict.of(cost));
  }

  @Test
  void theStartOfAProcessHasALineInTheJson() {
    var cost = new StartCost(new Spread(30, 29, 31), new Spread(42, 40, 50));
    var line = JsonParser.parseString(CompareJson.of(cost, 10, 2)).getAsJsonObject();
    assertEquals("start", line.get("work").getAsString());
    assertEquals(10, line.get("rounds").getAsInt());
    assertEquals(
        "[{\"name\":\"empty-program\",\"unit\":\"ms\",\"median\":30.0,\"least\":29.0,\"most\":31.0},"
            + "{\"name\":\"worker\",\"unit\":\"ms\",\"median\":42.0,\"least\":40.0,\"most\":50.0}]",
        line.get("figures").toString());
  }

  @Test
  void theTableFitsIntoEightyColumnsAndTheLargestFigureHasTheLongestBar() {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    CompareTable.print(COMPUTED, out);
    CompareTable.print(List.of(waited(EngineKind.VIRTUAL, 123456, 29484, 1.26)), out);
    CompareTable.print(List.of(served(EngineKind.VIRTUAL, 12345, 23456, 1)), out);
    out.flush();

    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 80), text::toString);
    String sequential = text.toString().lines().filter(l -> l.startsWith("seq")).findFirst().get();
    assertTrue(sequential.contains(" ██████████████ "), sequential);
    assertTrue(sequential.contains(" 2000 "), sequential);
    assertFalse(text.toString().contains("NaN"));
  }

  @Test
  void theJsonHasTheDocumentedShape() {
    var object = JsonParser.parseString(CompareJson.of(COMPUTED.get(1), 3, 2)).getAsJsonObject();
    assertEquals("compute", object.get("work").getAsString());
    assertEquals("thread-per-task", object.get("engine").getAsString());
    assertEquals("ok", object.get("status").getAsString());
    assertEquals(8, object.getAsJsonObject("parameters").get("tasks").getAsInt());
    var figure = object.getAsJsonArray("figures").get(0).getAsJsonObject();
    assertEquals("wall", figure.get("name").getAsString());
    assertEquals("ms", figure.get("unit").getAsString());
    assertEquals(1020, figure.get("median").getAsDouble());
    assertEquals(
        "{\"work\":\"compute\",\"verdict\":[\"a\",\"b\"]}",
        CompareJson.of("compute", List.of("a", "b")));
  }
}
