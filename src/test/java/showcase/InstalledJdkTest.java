package showcase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJdkTest {
  /** Uses releases that do not exist, so that JDKs in the usual folders cannot interfere. */
  private static final List<Integer> WANTED = List.of(9025, 9027, 9021);

  @TempDir private Path folder;

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.createFile(java);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Optional<Path> best(Map<String, String> environment) {
    return InstalledJdk.best(WANTED, environment, folder).map(InstalledJdk::home);
  }

  @Test
  void readsTheReleaseFromEveryKindOfVersion() throws IOException {
    assertEquals(9025, InstalledJdk.at(jdk("a", "9025.0.3")).orElseThrow().release());
    assertEquals(9025, InstalledJdk.at(jdk("b", "9025")).orElseThrow().release());
    assertEquals(9025, InstalledJdk.at(jdk("c", "9025-ea")).orElseThrow().release());
    assertEquals(9027, InstalledJdk.at(jdk("d", "9027.0.1.0.3")).orElseThrow().release());
    assertEquals(9027, InstalledJdk.at(jdk("e", "9027+1-1-Debian")).orElseThrow().release());
  }

  @Test
  void aFolderWithoutAReleaseFileOrAVersionIsNotAJdk() throws IOException {
    assertTrue(InstalledJdk.at(folder).isEmpty());
    Path home = jdk("broken", "");
    assertTrue(InstalledJdk.at(home).isEmpty());
    Files.delete(home.resolve("bin/java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"9025\"");
    assertTrue(InstalledJdk.at(home).isEmpty());
  }

  @Test
  void theUsersChoiceComesFirstIfItFits() throws IOException {
    Path older = jdk("older", "9021");
    Path newer = jdk("newer", "9025");

    var environment = Map.of("JAVA_HOME", older.toString(), "JAVA25_HOME", newer.toString());

    assertEquals(Optional.of(older), best(environment));
  }

  @Test
  void aChoiceThatDoesNotFitIsSkipped() throws IOException {
    Path tooOld = jdk("too-old", "17.0.1");
    Path fitting = jdk("fitting", "9021");

    var environment = Map.of("JAVA_HOME", tooOld.toString(), "JAVA21_HOME", fitting.toString());

    assertEquals(Optional.of(fitting), best(environment));
  }

  @Test
  void otherwiseTheMostPreferredIsUsed() throws IOException {
    String older = jdk("older", "9021").toString();
    String newer = jdk("newer", "9025").toString();
    String newest = jdk("newest", "9027").toString();

    var all = Map.of("JAVA21_HOME", older, "JAVA25_HOME", newer, "JAVA27_HOME", newest);
    assertEquals(Optional.of(Path.of(newer)), best(all));
    var two = Map.of("JAVA21_HOME", older, "JAVA27_HOME", newest);
    assertEquals(Optional.of(Path.of(newest)), best(two));
  }

  @Test
  void aReleaseNumberThatIsNoneIsSkipped() throws IOException {
    Path odd = jdk("odd", "99999999999");
    assertTrue(InstalledJdk.at(odd).isEmpty());
  }

  @Test
  void theUsersUsualFoldersAreSearched() throws IOException {
    Path sdk = jdk(".sdkman/candidates/java/9025-tem", "9025");
    assertEquals(Optional.of(sdk), best(Map.of()));
  }

  @Test
  void aJdkInAMacPackageIsFound() throws IOException {
    Path mac = jdk("Library/Java/JavaVirtualMachines/tem-9025.jdk/Contents/Home", "9025");
    assertEquals(Optional.of(mac), best(Map.of()));
  }

  @Test
  void thereIsNoneIfNothingFits() {
    assertEquals(Optional.empty(), best(Map.of("JAVA_HOME", "/no/such/folder")));
  }
}
