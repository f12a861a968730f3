package showcase.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  @Test
  void theProcessorHasItsNameFromLinux(@TempDir Path folder) throws IOException {
    Path named = Files.writeString(folder.resolve("named"), "processor\t: 0\nmodel name\t: A 1\n");
    Path nameless = Files.writeString(folder.resolve("nameless"), "processor\t: 0\n");

    assertEquals("A 1", Machine.processorName(named, "amd64"));
    assertEquals("amd64", Machine.processorName(nameless, "amd64"));
    assertEquals("amd64", Machine.processorName(folder.resolve("none"), "amd64"));
  }

  @Test
  void thisMachineIsDescribedInOneLine() {
    String here = Machine.here().inWords();

    assertTrue(here.startsWith("Java " + Runtime.version() + " ("), here);
    assertEquals(1, here.lines().count());
  }
}
