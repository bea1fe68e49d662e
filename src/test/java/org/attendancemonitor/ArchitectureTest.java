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
import java.util.Map;
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

  /**
   * room | rooms it may import | groups of others' packages it may import. Additions to the
   * architecture's table: json where FHIR is read or facts are written; the record opens and
   * migrates its own stores.
   */
  private static final String TABLE =
      """
      attendance |                                                           |
      feed       | attendance                                                | fhir hl7v2 json csv log metrics
      doctor     | attendance feed                                           | fhir
      risk       | attendance                                                |
      policy     | attendance risk                                           | calendar
      record     | attendance                                                | sql stores transactions json log
      intake     | feed risk policy record attendance                        | camel jms netty transactions log metrics
      reconciliation | attendance feed record                                |
      replay     | attendance risk policy record                             | json
      task       | attendance                                                | fhir log
      statistics |                                                           | statistics
      equity     | attendance record statistics                              | prometheus log
      report     | attendance record equity statistics                       | charts xml template log
      access     | attendance record                                         | spring servlet crypto log
      retention  | attendance record access                                  | sql log
      api        | intake feed doctor task policy risk record access attendance | fhir json servlet registration log metrics
      writeback  | attendance task policy record intake access               | fhir log
      worklist   | intake task policy risk record access attendance          | spring servlet template csv log
      simulation | attendance feed record intake                             | fhir jms json log
      backup     |                                                           | jms json
      fault      | attendance record access                                  | sql jms log
      configuration | attendance feed risk policy equity retention           | yaml
      """;

  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("fhir", "ca.uhn.fhir org.hl7.fhir"),
          Map.entry("hl7v2", "ca.uhn.hl7v2"),
          Map.entry("json", "com.fasterxml.jackson"),
          Map.entry("calendar", "de.focus_shift.jollyday"),
          Map.entry("sql", "org.springframework.jdbc org.springframework.dao javax.sql"),
          Map.entry("stores", "org.flywaydb com.zaxxer.hikari org.sqlite org.postgresql"),
          Map.entry("transactions", "org.springframework.transaction"),
          Map.entry("camel", "org.apache.camel"),
          Map.entry("jms", "jakarta.jms org.apache.activemq org.apache.artemis"),
          Map.entry("netty", "io.netty"),
          Map.entry("prometheus", "io.prometheus"),
          Map.entry(
              "statistics",
              "org.apache.commons.statistics org.apache.commons.numbers org.apache.commons.rng"),
          Map.entry("charts", "org.jfree org.apache.batik"),
          Map.entry("xml", "javax.xml org.w3c.dom"),
          Map.entry("spring", "org.springframework"),
          Map.entry("servlet", "jakarta.servlet"),
          Map.entry(
              "registration",
              "org.springframework.boot.web.servlet org.springframework.context.annotation"
                  + " org.springframework.http"),
          Map.entry("crypto", "org.bouncycastle javax.crypto"),
          Map.entry("template", "org.thymeleaf"),
          Map.entry("csv", "org.apache.commons.csv"),
          Map.entry("yaml", "org.yaml.snakeyaml"),
          Map.entry("log", "org.slf4j"),
          Map.entry("metrics", "io.micrometer"));

  static List<Room> rooms() {
    return TABLE
        .lines()
        .map(
            line -> {
              String[] cells = line.split("\\|", -1);
              return new Room(
                  cells[0].strip(),
                  words(cells[1]),
                  words(cells[2]).stream()
                      .flatMap(group -> words(GROUPS.get(group)).stream())
                      .toList());
            })
        .toList();
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
