package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {

  @ParameterizedTest
  @CsvSource({
    "'serve --grace 60', 60",
    "serve --port 1 --grace=7, 7",
    "serve --grace x, 0",
    "serve --grace, 0",
    "run -- --gracefully 3, 0"
  })
  void theGraceIsWhatTheServerIsTold(String words, int seconds) {
    assertEquals(seconds, Launcher.graceIn(words.split(" ")));
  }
}
