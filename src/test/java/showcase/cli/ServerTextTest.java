package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import showcase.cli.ServerComparison.Served;
import showcase.engine.Spread;

class ServerTextTest {

  private static Spread at(double value) {
    return new Spread(value, value * 0.95, value * 1.05);
  }

  private static Served served(String server, double perSecond, double... p99) {
    Map<Integer, Spread> latencies = new TreeMap<>();
    for (int i = 0; i < p99.length; i++) {
      latencies.put(ServerComparison.HOGS.get(i), at(p99[i]));
    }
    return new Served(server, at(perSecond), latencies, latencies, "");
  }

  private static final List<Served> RECORDED =
      List.of(
          served("selector/inline", 101_000, 0.5, 1.3, 1200, 3355),
          served("virtual/process", 99_000, 0.5, 1.3, 2.0, 1.8));

  @Test
  void theVerdictNamesTheHighestThroughputAndStarvation() {
    assertEquals(
        List.of(
            "Without long requests, selector/inline served the most: 101,000 requests per second;"
                + " not distinguishable from it (ranges overlap): virtual/process.",
            "With 1 client that sends long requests, 99 % of the short ones took up to 1.3 ms with"
                + " selector/inline; no other one is distinguishable from it (ranges overlap).",
            "With 2 clients that send long requests, 99 % of the short ones took up to 2.0 ms with"
                + " virtual/process and 1200.0 ms with selector/inline.",
            "With 4 clients that send long requests, 99 % of the short ones took up to 1.8 ms with"
                + " virtual/process and 3355.0 ms with selector/inline."),
        ServerText.verdict(RECORDED, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fewerThanThreeJvmsEachGiveNoRanking(int rounds) {
    var sentences = ServerText.verdict(RECORDED, rounds);
    assertEquals(CompareVerdict.NO_RANKING, sentences.getFirst());
    assertEquals(
        "Without long requests, selector/inline served the most in this run: 101,000 requests per"
            + " second.",
        sentences.get(1));
    assertTrue(
        sentences.stream().noneMatch(one -> one.contains("distinguishable")), sentences::toString);
  }

  @Test
  void aFailedServerIsNamedAndNotRanked() {
    var failed = new Served("virtual/inline", null, Map.of(), Map.of(), "died");
    assertEquals(List.of("virtual/inline failed: died."), ServerText.verdict(List.of(failed), 5));
    assertTrue(CompareJson.of(failed, 38, 3, 2).contains("\"status\":\"failed\""));
  }

  @Test
  void tableAndJson() {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    ServerText.print(RECORDED, out);
    out.flush();
    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 80), text::toString);
    assertTrue(
        text.toString().contains("selector\n  inline   ██████         101000"), text::toString);

    assertTrue(text.toString().contains("95950-106050"), text::toString);
    assertTrue(text.toString().contains("3187-3523"), text::toString);

    var json = JsonParser.parseString(CompareJson.of(RECORDED.get(1), 38, 3, 2));
    var figures = json.getAsJsonObject().getAsJsonArray("figures");
    assertEquals("virtual/process", json.getAsJsonObject().get("engine").getAsString());
    assertEquals(9, figures.size());
    assertEquals("p99-hogs-4", figures.get(8).getAsJsonObject().get("name").getAsString());
  }
}
