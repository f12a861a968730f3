package showcase.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeldCommandTest {
  @Test
  void beginsWhenItsInputIsClosed(@TempDir Path folder) throws Exception {
    Path begun = folder.resolve("begun");
    Process process = HeldCommand.of(List.of("touch", begun.toString())).start();
    assertFalse(process.waitFor(300, TimeUnit.MILLISECONDS));
    assertFalse(begun.toFile().exists());
    process.getOutputStream().close();
    assertEquals(0, process.waitFor());
    assertTrue(begun.toFile().exists());
  }

  @Test
  void isTheSameProcessWithTheSameWordsAndNoInput() throws Exception {
    var command = List.of("sh", "-c", "echo $$; echo \"$1\"; cat; kill -9 $$", "x", " a  $b * ");
    Process process = HeldCommand.of(command).start();
    process.getOutputStream().close();
    var lines = process.inputReader();
    assertEquals(Long.toString(process.pid()), lines.readLine());
    assertEquals(" a  $b * ", lines.readLine());
    assertEquals(128 + 9, process.waitFor());
    assertEquals("", new String(process.getErrorStream().readAllBytes()));
  }

  @Test
  void theErrorNamesWhatCannotBeStarted(@TempDir Path folder) {
    for (String name : List.of("no-such-program", "./no-such-program", folder.toString())) {
      var error = assertThrows(IOException.class, () -> HeldCommand.of(List.of(name)).start());
      assertTrue(error.getMessage().contains(name), error::toString);
    }
  }
}
