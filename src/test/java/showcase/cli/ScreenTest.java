package showcase.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

  @ParameterizedTest
  @CsvSource({
    "true,  TERM=xterm,                         true,  true",
    "true,  TERM=dumb,                          false, false",
    "true,  TERM=,                              false, false",
    "true,  '',                                 false, false",
    "true,  TERM=xterm NO_COLOR=1,              true,  false",
    "true,  TERM=xterm NO_COLOR=,               true,  true",
    "true,  TERM=xterm CLICOLOR=0,              true,  false",
    "false, TERM=xterm,                         false, false",
    "false, TERM=xterm CLICOLOR_FORCE=1,        false, true",
    "false, TERM=xterm CLICOLOR_FORCE=0,        false, false",
    "false, CLICOLOR_FORCE=1 NO_COLOR=1,        false, false"
  })
  void theEnvironmentDecides(boolean terminal, String environment, boolean moves, boolean colours) {
    Screen screen = Screen.of(terminal, variables(environment), () -> 80);
    assertEquals(moves, screen.moves());
    assertEquals(colours, screen.colours());
  }

  @ParameterizedTest
  @CsvSource({
    "true,  COLUMNS=200, 50,   50",
    "true,  COLUMNS=200, 0,    200",
    "true,  '',          0,    80",
    "true,  '',          3,    40",
    "false, COLUMNS=200, 50,   200",
    "false, COLUMNS=2,   50,   40",
    "false, COLUMNS=x,   50,   80",
    "false, COLUMNS=99999999999, 50, 80",
    "false, '',          50,   80"
  })
  void theTerminalsWidthComesFirst(boolean terminal, String environment, int width, int columns) {
    assertEquals(columns, Screen.of(terminal, variables(environment), () -> width).columns());
  }

  @Test
  void theProgressUsesTheRealWidth() {
    assertEquals(20, Screen.of(true, Map.of("TERM", "xterm"), () -> 20).width().getAsInt());
  }

  private static Map<String, String> variables(String environment) {
    return Arrays.stream(environment.split(" "))
        .filter(one -> !one.isEmpty())
        .map(one -> one.split("=", 2))
        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
  }
}
