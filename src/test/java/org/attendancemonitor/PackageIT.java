package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The packaged jar: how large it is, what it is made of, and under which licences. */
class PackageIT {
  private static final Path JAR = Path.of("target", "attendance-monitor.jar");
  private static final long LARGEST_BYTES = 120_000_000;
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String PARTS = "META-INF/sbom/application.cdx.json";

  /** Starters hold nothing but a list of other libraries; the packaging leaves them out. */
  private static final String EMPTY = "spring-boot-starter";

  /**
   * Licences that allow to hand the program on, each agreed to once. One of those that a library
   * offers is enough.
   */
  private static final Set<String> AGREED =
      Set.of(
          "Apache-2.0",
          "Apache Software License 2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "MIT",
          "CC0-1.0",
          "Bouncy Castle Licence",
          "EPL-1.0",
          "EPL-2.0",
          "MPL-1.1",
          "GNU Lesser General Public Licence");

  @Test
  void itIsSmallerThan120MillionBytes() throws IOException {
    long size = Files.size(JAR);
    System.out.printf("PackageIT: the jar has %,d bytes%n", size);
    assertThat(size).isLessThan(LARGEST_BYTES);
  }

  @Test
  void eachLibraryIsListedWithItsChecksumAndNothingElseIs() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (JsonNode part : parts()) {
      if (!part.path("name").asText().startsWith(EMPTY)) {
        listed.put(fileOf(part), sha256(part));
      }
    }
    Map<String, String> packed = new TreeMap<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar")) {
          packed.put(entry.getName().substring(LIBRARIES.length()), sha256(jar, entry));
        }
      }
    }
    assertThat(packed).hasSizeGreaterThan(100);
    assertThat(listed).as("the list of parts, and what is packed").isEqualTo(packed);
  }

  @Test
  void eachLibraryHasALicenceThatWasAgreedToAndIsNamedOnThePageAboutThem() throws IOException {
    Set<String> notAgreed = new TreeSet<>();
    Set<String> notNamed = new TreeSet<>();
    Set<String> listed = new TreeSet<>();
    String page = Files.readString(Path.of("docs/third-party.md"));
    for (JsonNode part : parts()) {
      String name = part.path("group").asText() + ":" + part.path("name").asText();
      Set<String> licences = licences(part);
      listed.add("- " + name);
      if (licences.stream().noneMatch(AGREED::contains)) {
        notAgreed.add(name + " " + licences);
      }
      String section = "## " + String.join(" or ", licences) + "\n";
      String after = page.contains(section) ? page.substring(page.indexOf(section) + 3) : "";
      if (!after.split("\n## ")[0].concat("\n").contains("\n- " + name + "\n")) {
        notNamed.add(section.strip() + ": - " + name);
      }
    }
    assertThat(notAgreed).as("libraries without a licence that was agreed to").isEmpty();
    assertThat(notNamed).as("lines that docs/third-party.md lacks").isEmpty();
    assertThat(page.lines().filter(line -> line.matches("- \\S+:\\S+")))
        .as("lines of docs/third-party.md about what is not packed")
        .allMatch(listed::contains);
  }

  @Test
  void whatLicencesAskForIsHandedOnWithIt() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String file : Set.of("LICENSE", "NOTICE", "docs/third-party.md")) {
        assertThat(text(jar, "META-INF/" + Path.of(file).getFileName()))
            .as(file)
            .isEqualTo(Files.readString(Path.of(file)));
      }
      for (String licence : Set.of("LGPL-2.1", "MPL-1.1", "BSD-3-Clause")) {
        assertThat(text(jar, "META-INF/licences/" + licence + ".txt")).hasSizeGreaterThan(1_000);
      }
      assertThat(text(jar, "BOOT-INF/classes/static/assets/nhsuk-frontend-LICENSE.txt"))
          .contains("MIT");
    }
    assertThat(Files.readString(Path.of("NOTICE"))).contains("Open Government Licence v3.0");
  }

  /** What changes with the day, the folder or the builder would make each jar another one. */
  @Test
  void nothingInItTellsWhenWhereOrByWhomItWasBuilt() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct())
          .as("the time of its files: project.build.outputTimestamp")
          .hasSize(1);
      assertThat(text(jar, JarFile.MANIFEST_NAME))
          .doesNotContain("Built-By", "Build-Jdk:", "Build-Time");
      assertThat(text(jar, PARTS))
          .doesNotContain("\"timestamp\"", Path.of("").toAbsolutePath().toString());
    }
  }

  /** The parent of our pom.xml is Spring Boot's: its addresses are not ours. */
  @Test
  void theListSaysWhatTheProgramIsAndNamesNoSourceThatIsNotIts() throws IOException {
    JsonNode program = list().path("metadata").path("component");
    assertThat(program.path("name").asText()).isEqualTo("attendance-monitor");
    assertThat(program.toString()).doesNotContain("spring");
  }

  private static JsonNode list() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getEntry(PARTS))
          .as("%s; Maven makes it only when it is not offline (-o)", PARTS)
          .isNotNull();
      return new ObjectMapper().readTree(text(jar, PARTS));
    }
  }

  private static JsonNode parts() throws IOException {
    return list().path("components");
  }

  private static String fileOf(JsonNode part) {
    String address = part.path("purl").asText();
    String classifier =
        address.contains("classifier=")
            ? "-" + address.replaceAll(".*classifier=([^&]*).*", "$1")
            : "";
    return part.path("name").asText() + "-" + part.path("version").asText() + classifier + ".jar";
  }

  private static String sha256(JsonNode part) {
    for (JsonNode hash : part.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "no SHA-256";
  }

  private static Set<String> licences(JsonNode part) {
    Set<String> licences = new TreeSet<>();
    for (JsonNode each : part.path("licenses")) {
      JsonNode licence = each.path("license");
      licences.add(licence.path("id").asText(licence.path("name").asText()));
    }
    return licences;
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sha256(JarFile jar, ZipEntry entry) throws Exception {
    try (InputStream in = jar.getInputStream(entry)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }
}
