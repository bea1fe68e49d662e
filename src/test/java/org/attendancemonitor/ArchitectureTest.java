package org.attendancemonitor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms and what each may import: the table of the architecture, as a test. */
class ArchitectureTest {
  private static final String ROOT = "org.attendancemonitor";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** What a room may import: rooms of ours, and packages of others (besides {@code java}). */
  private record Room(String name, List<String> ours, List<String> others) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String SLF4J = "org.slf4j";
  private static final String MICROMETER = "io.micrometer";
  private static final String CAMEL = "org.apache.camel";
  private static final String SPRING_JDBC = "org.springframework.jdbc org.springframework.dao";
  private static final String SPRING_TX = "org.springframework.transaction";
  private static final String SPRING_WEB = "org.springframework jakarta.servlet";
  private static final String FHIR = "ca.uhn.fhir org.hl7.fhir";
  private static final String HL7V2 = "ca.uhn.hl7v2";
  private static final String JSON = "com.fasterxml.jackson";
  private static final String JMS = "jakarta.jms org.apache.activemq org.apache.artemis";
  private static final String PROMETHEUS = "io.prometheus";
  private static final String STATISTICS =
      "org.apache.commons.statistics org.apache.commons.numbers";

  static List<Room> rooms() {
    return List.of(
        room("attendance", "", ""),
        room("feed", "attendance", FHIR, HL7V2, SLF4J, MICROMETER),
        room("risk", "attendance", ""),
        room("policy", "attendance risk", "de.focus_shift.jollyday"),
        // The record writes its facts as JSON, and opens and migrates its own stores.
        room(
            "record",
            "attendance",
            SPRING_JDBC,
            SPRING_TX,
            JSON,
            "org.flywaydb com.zaxxer.hikari",
            "org.sqlite org.postgresql",
            SLF4J),
        room(
            "intake",
            "feed risk policy record attendance",
            CAMEL,
            JMS,
            SPRING_TX,
            SLF4J,
            MICROMETER),
        room("task", "attendance", FHIR, SLF4J),
        room("equity", "attendance record", PROMETHEUS, STATISTICS, SLF4J),
        room("access", "attendance record", SPRING_WEB, "org.bouncycastle", SLF4J),
        room(
            "api",
            "intake feed task policy risk record access attendance",
            FHIR,
            SPRING_WEB,
            SLF4J,
            MICROMETER),
        room(
            "worklist",
            "intake task policy risk record access attendance",
            SPRING_WEB,
            "org.thymeleaf",
            SLF4J),
        room("simulation", "attendance feed record intake", FHIR, JMS, JSON, SLF4J));
  }

  private static Room room(String name, String ours, String... others) {
    return new Room(name, words(ours), words(String.join(" ", others)));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static String packageOf(String room) {
    return ROOT + "." + room + "..";
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyWhatTheTableAllows(Room room) {
    String[] allowed =
        Stream.of(
                Stream.of(packageOf(room.name()), "java.."),
                room.ours().stream().map(ArchitectureTest::packageOf),
                room.others().stream().map(other -> other + ".."))
            .flatMap(packages -> packages)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(packageOf(room.name()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(arrays()))
        .allowEmptyShould(true)
        .check(OURS);
  }

  private static DescribedPredicate<JavaClass> arrays() {
    return DescribedPredicate.describe(
        "are arrays or primitives", type -> type.isPrimitive() || type.isArray());
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    List<String> rooms = rooms().stream().map(Room::name).toList();
    for (JavaClass type : OURS) {
      String inside = type.getPackageName().substring(ROOT.length());
      if (!inside.isEmpty()) {
        assertThat(rooms).as(type.getName()).contains(inside.substring(1).split("\\.")[0]);
      }
    }
  }

  @Test
  void everyRoomSaysWhatItsJobIs() throws Exception {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<Path> silent =
          sources
              .filter(Files::isDirectory)
              .filter(ArchitectureTest::holdsClasses)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  private static boolean holdsClasses(Path folder) {
    String[] names = folder.toFile().list((place, name) -> name.endsWith(".java"));
    return names != null && names.length > 0;
  }

  @Test
  void typesAreNamedForWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|[a-z]Service)")
        .check(OURS);
  }

  @Test
  void timeComesFromTheClockThatIsHandedIn() {
    DescribedPredicate<JavaClass> outsideRoot = resideInAPackage(ROOT + ".*..");
    noClasses()
        .that(outsideRoot)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(java.time.Clock.class, "systemDefaultZone")
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(OURS);
  }

  @Test
  void onlyCommandsPrint() {
    noClasses()
        .that(resideInAPackage(ROOT + ".*.."))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(OURS);
  }

  @Test
  void thereIsOneWayToLog() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.util.logging..", "org.apache.commons.logging..", "org.apache.log4j.."))
        .check(OURS);
  }
}
