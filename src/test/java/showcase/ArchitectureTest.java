package showcase;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import showcase.catalogue.Slice;

/** Tests which package may depend on which, and the size of a recipe's pages. */
@Tag("once")
class ArchitectureTest {
  private static final String PAGE =
      ".*/recipe/.*(Classic|Modern|FibServer(Selector|Scheduler|Platform|Virtual))\\.java";
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path MAIN_21 = Path.of("src/main/java21");
  private static final Path MAIN_27 = Path.of("src/main/java27");
  private static final int PAGE_COLUMNS = 84;
  private static final int PAGE_LINES = 85;

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("showcase..");

  private static JavaClasses all() {
    assumeTrue(Slice.RELEASE < 28, "ArchUnit 1.5.0 does not read the class files of Java 28");
    return ALL;
  }

  @Test
  void onlyTheListInTheCatalogueDependsOnRecipes() {
    noClasses()
        .that()
        .resideOutsideOfPackages("showcase.recipe..", "showcase.benchmarks..")
        .and()
        .haveNameNotMatching("showcase\\.catalogue\\.Catalogue")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("showcase.recipe..")
        .check(all());
  }

  @Test
  void aRecipeDependsOnlyOnTheJdkTheCatalogueAndItsSubject() {
    classes()
        .that()
        .resideInAPackage("showcase.recipe..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.jfr..",
            "com.sun.management..",
            "showcase.recipe..",
            "showcase.catalogue..",
            "showcase.fib..",
            "showcase.engine..",
            "showcase.process..")
        .check(all());
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("showcase.cli..", "showcase")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("showcase.cli..")
        .check(all());
  }

  @Test
  void onlyTheCommandLineDependsOnTheReport() {
    noClasses()
        .that()
        .resideOutsideOfPackages("showcase.report..", "showcase.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("showcase.report..")
        .check(all());
  }

  @Test
  void lowerPackagesDoNotDependOnTheCatalogue() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "showcase.observe..", "showcase.fib..", "showcase.engine..", "showcase.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("showcase.catalogue..", "showcase.recipe..")
        .check(all());
  }

  @Test
  void processesDoNotDependOnPackagesAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("showcase.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("showcase.fib..", "showcase.observe..")
        .check(all());
  }

  /** Exactly the files whose API is missing or different in Java 21 have a twin for Java 21. */
  @Test
  void filesWithADifferentApiInJava21ExistForBothReleases() throws IOException {
    var differentApi =
        Pattern.compile(
            "import (java.util.concurrent.StructuredTaskScope|java.util.stream.Gatherers"
                + "|jdk.management.Virtual)");
    assertEquals(
        files(MAIN, file -> differentApi.matcher(read(file)).find()), files(MAIN_21, file -> true));
  }

  /**
   * Java 27's API differs for all that open a scope. Only pinning's source means the same in both:
   * it uses the default policy, and declares {@code Exception}.
   */
  @Test
  void filesThatUseTheScopeExistForJava27() throws IOException {
    var scope = Pattern.compile("import java.util.concurrent.StructuredTaskScope");
    assertEquals(
        files(
            MAIN, file -> scope.matcher(read(file)).find() && !file.endsWith("PinningModern.java")),
        files(MAIN_27, file -> true));
  }

  private static List<String> files(Path root, Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(which)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A method reference would load the edition's class with the recipe, and fail without preview. */
  @Test
  void recipesMakeTheirEditionsInLambdas() throws IOException {
    var reference = Pattern.compile("[.](classic|modern|edition)\\((\"[a-z]+\",)?\\s*[\\w.]+::");
    assertEquals(
        List.of(),
        files(
            MAIN,
            file ->
                file.toString().endsWith("Recipe.java") && reference.matcher(read(file)).find()));
  }

  @Test
  void anEditionFitsOnAPage() throws IOException {
    assertEquals(
        List.of(),
        files(Path.of("src/main"), file -> file.toString().matches(PAGE) && !fitsAPage(file)));
  }

  private static boolean fitsAPage(Path file) {
    List<String> lines = read(file).lines().toList();
    return lines.size() <= PAGE_LINES
        && lines.stream().allMatch(line -> line.length() <= PAGE_COLUMNS);
  }
}
