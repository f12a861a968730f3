package showcase;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which room may know which, and what a recipe's page may look like. */
class ArchitectureTest {
  private static final String PAGE =
      ".*/recipe/.*(Classic|Modern|FibServer(Selector|Platform|Virtual))\\.java";
  private static final int PAGE_COLUMNS = 90;
  private static final int PAGE_LINES = 130;

  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("showcase..");

  @Test
  void nothingKnowsARecipeButTheCataloguesList() {
    noClasses()
        .that()
        .resideOutsideOfPackages("showcase.recipe..", "showcase.benchmarks..")
        .and()
        .haveNameNotMatching("showcase\\.catalogue\\.Catalogue")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("showcase.recipe..")
        .check(all);
  }

  @Test
  void aRecipeKnowsTheJdkItsTypesAndItsSubject() {
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
        .check(all);
  }

  @Test
  void theCommandLineIsKnownByNobodyBelow() {
    noClasses()
        .that()
        .resideOutsideOfPackages("showcase.cli..", "showcase")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("showcase.cli..")
        .check(all);
  }

  @Test
  void theRoomsBelowDoNotKnowTheCatalogue() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "showcase.observe..", "showcase.fib..", "showcase.engine..", "showcase.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("showcase.catalogue..", "showcase.recipe..")
        .check(all);
  }

  @Test
  void processesKnowNothingAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("showcase.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("showcase.fib..", "showcase.observe..")
        .check(all);
  }

  @Test
  void anEditionPrintsAsAPage() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      List<String> tooLarge =
          files
              .filter(file -> file.toString().matches(PAGE))
              .filter(file -> !fitsAPage(file))
              .map(Path::toString)
              .toList();
      assertEquals(List.of(), tooLarge);
    }
  }

  private static boolean fitsAPage(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() <= PAGE_LINES
          && lines.stream().allMatch(line -> line.length() <= PAGE_COLUMNS);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
