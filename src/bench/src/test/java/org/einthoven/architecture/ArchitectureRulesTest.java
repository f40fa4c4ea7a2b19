package org.einthoven.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md, held against the compiled classes of every module. */
class ArchitectureRulesTest {

  private static final Path MODULES = Path.of(System.getProperty("einthoven.repository"), "src");

  private static JavaClasses production;

  @BeforeAll
  static void importProductionClasses() {
    List<Path> compiled = new ArrayList<>();
    for (Path module : modulesWithSources()) {
      Path classes = module.resolve("target/classes");
      assertThat(classes).as("the module is compiled before its rules are checked").isDirectory();
      compiled.add(classes);
    }
    production = new ClassFileImporter().importPaths(compiled);
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(modulesWithSources())
        .extracting(module -> module.getFileName().toString())
        .contains(
            "ecg", "inference", "fhir", "document", "ledger", "server", "cli", "training", "bench");
    assertThat(production.size()).isGreaterThan(20);
  }

  @Test
  void ecgUsesTheJdkAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("org.einthoven.ecg..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "org.einthoven.ecg..", "java..", "javax.xml.stream..", "org.jspecify.."));
  }

  @Test
  void theLedgerUsesTheJdkAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("org.einthoven.ledger..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.einthoven.ledger..", "java..", "org.jspecify.."));
  }

  @Test
  void modulesUseOnlyTheModulesBelowThem() {
    check(mayUse("org.einthoven.inference..", "org.einthoven.ecg.."));
    check(mayUse("org.einthoven.fhir..", "org.einthoven.ecg..", "org.einthoven.inference.."));
    check(mayUse("org.einthoven.document..", "org.einthoven.ecg..", "org.einthoven.inference.."));
    check(
        mayUse(
            "org.einthoven.training..",
            "org.einthoven.ecg..",
            "org.einthoven.inference..",
            "org.einthoven.fhir.."));
    for (String module : List.of("server", "cli")) {
      check(
          mayUse(
              "org.einthoven." + module + "..",
              "org.einthoven.ecg..",
              "org.einthoven.inference..",
              "org.einthoven.fhir..",
              "org.einthoven.document..",
              "org.einthoven.ledger.."));
    }
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching("org.einthoven.(**)").should().beFreeOfCycles());
  }

  @Test
  void hapiStaysInFhirAndAtTheServersEdge() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.einthoven.fhir..",
                "org.einthoven.server.api..",
                "org.einthoven.server.search..",
                "org.einthoven.server.security..",
                "org.einthoven.server.audit..",
                "org.einthoven.server.outbox..",
                "org.einthoven.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir.."));
  }

  @Test
  void onnxRuntimeStaysInInference() {
    check(only("org.einthoven.inference..", "ai.onnxruntime.."));
  }

  @Test
  void pdfBoxStaysInDocument() {
    check(only("org.einthoven.document..", "org.apache.pdfbox.."));
    check(only("org.einthoven.document..", "org.apache.fontbox.."));
  }

  @Test
  void libtorchStaysInTraining() {
    check(only("org.einthoven.training..", "org.bytedeco.."));
  }

  @Test
  void persistenceStaysInTheStore() {
    check(
        noClasses()
            .that(
                resideInAPackage("org.einthoven..")
                    .and(
                        DescribedPredicate.not(
                            resideInAnyPackage(
                                "org.einthoven.server.store..",
                                "org.einthoven.server.audit..",
                                "org.einthoven.server.outbox.."))))
            .and()
            // It fills the store of a measured server.
            .doNotHaveFullyQualifiedName("org.einthoven.bench.StoreCopies")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta.persistence..",
                "io.quarkus.hibernate..",
                "org.hibernate..",
                "java.sql.."));
  }

  @Test
  void entitiesStayInTheirPackages() {
    DescribedPredicate<JavaClass> entity =
        DescribedPredicate.describe(
            "an entity",
            type ->
                type.isAnnotatedWith("jakarta.persistence.Entity")
                    || type.isAnnotatedWith("jakarta.persistence.Embeddable"));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "org.einthoven.server.store..",
                "org.einthoven.server.audit..",
                "org.einthoven.server.outbox..")
            .should()
            .dependOnClassesThat(entity));
  }

  @Test
  void timeIdsAndRandomnessAreInjected() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.einthoven..")
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "reads the clock or makes an id by itself",
                    ArchitectureRulesTest::isHiddenInput))
            .orShould()
            .callConstructor(java.util.Random.class));
  }

  @Test
  void dependenciesAreInjectedThroughConstructors() {
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.einthoven..")
            .should()
            .notBeAnnotatedWith("jakarta.inject.Inject"));
  }

  @Test
  void namesSayWhatAClassIs() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.einthoven..")
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl"));
  }

  private static boolean isHiddenInput(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    String name = call.getName();
    boolean withoutArguments = call.getTarget().getRawParameterTypes().isEmpty();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.lang.Math" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
      case "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime" ->
          name.equals("now") && withoutArguments;
      default -> false;
    };
  }

  private static ArchRule mayUse(String module, String... below) {
    String[] allowed = new String[below.length + 1];
    System.arraycopy(below, 0, allowed, 0, below.length);
    allowed[below.length] = module;
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(resideInAPackage("org.einthoven.."))
                .or(resideInAnyPackage(allowed)));
  }

  private static ArchRule only(String home, String library) {
    return noClasses()
        .that(
            resideInAPackage("org.einthoven..").and(DescribedPredicate.not(resideInAPackage(home))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /** A rule about a module that has no such class yet holds; the module list is checked above. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(production);
  }

  private static List<Path> modulesWithSources() {
    try (Stream<Path> modules = Files.list(MODULES)) {
      return modules
          .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
