package showcase.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import showcase.report.Compared.Figure;
import showcase.report.Compared.Measured;

class ChartTest {

  private static Measured server(String engine, double most) {
    List<Figure> figures =
        List.of(
            new Figure("throughput", "requests/s", 50_000, 40_000, 60_000),
            new Figure("p50-hogs-0", "ms", 0.2, 0.2, 0.2),
            new Figure("p99-hogs-0", "ms", 1, 1, 1),
            new Figure("p99-hogs-4", "ms", most, most, most));
    return new Measured(engine, "n=38", figures, "");
  }

  private static List<Chart> charts(Measured... servers) {
    return Chart.of(new Compared("server", List.of(servers), List.of("verdict")));
  }

  @Test
  void eachEditionOfTheServerHasAChartOnTheSameAxis() {
    List<Chart> charts =
        charts(
            server("selector/inline", 10),
            server("selector/process", 10),
            server("virtual-poller/inline", 1000));

    assertEquals(
        List.of("server-selector", "server-virtual-poller"),
        charts.stream().map(Chart::work).toList());
    assertTrue(charts.getLast().title().startsWith("The fib server, virtual-poller: latency"));
    assertEquals(charts.getFirst().marks(), charts.getLast().marks());
    Chart selector = charts.getFirst();
    assertEquals(
        List.of("inline", "process"), selector.groups().stream().map(Chart.Group::label).toList());
    assertEquals(
        List.of("0 long", "4 long"),
        selector.groups().getFirst().bars().stream().map(Chart.Bar::name).toList());
    assertEquals("10 ms (10 to 10)", selector.groups().getFirst().bars().getLast().text());
    assertEquals(
        List.of(List.of(), List.of("verdict")), charts.stream().map(Chart::verdict).toList());
  }

  @Test
  void whatAnOlderVersionMeasuredIsOneChart() {
    List<Chart> charts = charts(server("inline", 10), server("process", 10));

    assertEquals(List.of("server"), charts.stream().map(Chart::work).toList());
    assertEquals(
        List.of("inline", "process"),
        charts.getFirst().groups().stream().map(Chart.Group::label).toList());
  }
}
