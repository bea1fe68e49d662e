package org.attendancemonitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.Residence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImdIndexTest {
  private static final Path SHIPPED = Path.of("config/reference");
  private static final String FILE_2025 = "imd2025-lsoa2021-england.csv";

  @TempDir Path folder;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {2019, 2025})
  void everyAreaOfTheFileHasItsDecile(int year) throws IOException {
    ImdIndex index = load(year, SHIPPED, Optional.empty()).orElseThrow();
    Path file =
        SHIPPED.resolve(
            ImdIndex.Edition.of(year) == ImdIndex.Edition.IMD_2025
                ? FILE_2025
                : "imd2019-lsoa2011-england.csv");
    int checked = 0;
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String code = line.substring(0, line.indexOf(','));
      int decile = Integer.parseInt(line.substring(line.lastIndexOf(',') + 1));
      assertThat(index.decile(living(null, code))).as(code).hasValue(decile);
      checked++;
    }
    assertThat(checked).isEqualTo(year == 2019 ? 32_844 : 33_755);
    assertThat(index.edition()).isEqualTo("IMD " + year);
  }

  @Test
  void anAreaOfTheOtherGeographyHasNoDecile() throws IOException {
    ImdIndex of2019 = load(2019, SHIPPED, Optional.empty()).orElseThrow();
    ImdIndex of2025 = load(2025, SHIPPED, Optional.empty()).orElseThrow();
    String retired =
        codes("imd2019-lsoa2011-england.csv").stream()
            .filter(code -> of2025.decile(living(null, code)).isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(codes(FILE_2025)).doesNotContain(retired);
    assertThat(of2019.decile(living(null, retired))).isPresent();
  }

  @Test
  void whereNothingIsKnownThereIsNoDecile() {
    ImdIndex index = load(2025, SHIPPED, Optional.empty()).orElseThrow();
    assertThat(index.decile(null)).isEmpty();
    assertThat(index.decile(living(null, null))).isEmpty();
    assertThat(index.decile(living(null, "W01000001"))).isEmpty();
    assertThat(index.decile(living(null, "E01"))).isEmpty();
    assertThat(index.decile(living("BS1 4ST", null))).isEmpty();
    assertThat(index.decile(new Residence(null, "E01000001", true))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pcds, lsoa21, 2025",
    "pcd, LSOA21CD, 2025",
    "pcd7, lsoa21cd, 2025",
    "pcds, lsoa11, 2019"
  })
  void aPostcodeTableIsReadByTheNamesOfItsColumns(String postcode, String area, int year)
      throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("onspd.csv"),
            String.join(
                "\n",
                "\uFEFFpcd2," + postcode + ",\"name, long\"," + area,
                "X,\"EC1A 1BB\",\"a, b\",E01000001",
                "X,M11AE,x,E01000002",
                "X,CF10 3NQ,x,W01001939",
                "X,ZZ99 3VZ,x,"));
    ImdIndex index = load(year, SHIPPED, Optional.of(table)).orElseThrow();
    OptionalInt expected = index.decile(living(null, "E01000001"));
    assertThat(expected).isPresent();
    assertThat(index.decile(living("EC1A 1BB", null))).isEqualTo(expected);
    assertThat(index.decile(living("ec1a1bb", null))).isEqualTo(expected);
    assertThat(index.decile(living("EC1A 1BB", "E01999999"))).isEqualTo(expected);
    assertThat(index.decile(living("M1 1AE", null)))
        .isEqualTo(index.decile(living(null, "E01000002")));
    assertThat(index.decile(living("CF10 3NQ", null))).isEmpty();
    assertThat(index.decile(living("EC1A 1BC", null))).isEmpty();
    assertThat(index.decile(living("not a postcode!", null))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          E01000001,26525,8  | E01000001,26525,11     | 2 | a decile from 1 to 10
          E01000001,26525,8  | E0100000,26525,8       | 2 | the code of an English area
          E01000001,26525,8  | E01000001,26525        | 2 | as many fields
          lsoa21_code        | lsoa11_code            | 1 | a column named lsoa21_code
          E01000002,31203,10 | E01000001,31203,10     | 0 | each area once
          """)
  void aMalformedReferenceFileIsToldWithItsLine(
      String right, String wrong, int line, String expected) throws IOException {
    String text = Files.readString(SHIPPED.resolve(FILE_2025));
    Files.writeString(folder.resolve(FILE_2025), text.replace(right, wrong));
    assertThat(load(2025, folder, Optional.empty())).isEmpty();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).line()).isEqualTo(line);
    assertThat(problems.get(0).expected()).contains(expected);
  }

  @Test
  void aFileCutShortIsTold() throws IOException {
    String text = Files.readString(SHIPPED.resolve(FILE_2025));
    Files.writeString(
        folder.resolve(FILE_2025), text.lines().limit(1000).collect(Collectors.joining("\n")));
    assertThat(load(2025, folder, Optional.empty())).isEmpty();
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.found()).isEqualTo("999 areas"));
  }

  @Test
  void aMissingFileAndAPostcodeTableOfOtherAreasAreTold() throws IOException {
    load(2025, folder, Optional.empty());
    Path table = Files.writeString(folder.resolve("t.csv"), "pcds,lsoa21\nEC1A 1BB,E01999999\n");
    load(2025, SHIPPED, Optional.of(table));
    load(2025, SHIPPED, Optional.of(folder.resolve("none.csv")));
    Path odd = Files.writeString(folder.resolve("u.csv"), "pcds,lsoa21\nEC1A 1BB,E01000001\n!,x\n");
    load(2025, SHIPPED, Optional.of(odd));
    assertThat(problems)
        .map(ConfigurationProblem::found)
        .containsExactly(
            "no such file", "no postcode in any area of IMD 2025", "no such file", "'!'");
    assertThat(problems.get(3).line()).isEqualTo(3);
  }

  @Test
  void aTableOfTheWholeCountryTakesLessThanSixtyMegabytes() throws IOException {
    int postcodes = 2_700_000;
    Path table = folder.resolve("onspd.csv");
    List<String> areas = codes(FILE_2025);
    try (BufferedWriter out = Files.newBufferedWriter(table)) {
      out.write("pcds,lsoa21\n");
      for (int i = 0; i < postcodes; i++) {
        out.write(postcode(i) + "," + areas.get(i % areas.size()) + "\n");
      }
    }
    long before = used();
    ImdIndex index = load(2025, SHIPPED, Optional.of(table)).orElseThrow();
    long taken = used() - before;
    assertThat(taken).as("bytes held").isLessThan(60L << 20);
    for (int i = 0; i < postcodes; i += 9_973) {
      assertThat(index.decile(living(postcode(i), null)))
          .isEqualTo(index.decile(living(null, areas.get(i % areas.size()))));
    }
  }

  private static String postcode(int i) {
    int rest = i / 10;
    char[] letters = new char[4];
    for (int j = 0; j < letters.length; j++) {
      letters[j] = (char) ('A' + rest % 26);
      rest /= 26;
    }
    return "" + letters[0] + letters[1] + (rest + 1) + " " + i % 10 + letters[2] + letters[3];
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static List<String> codes(String file) throws IOException {
    return Arrays.asList(
        Files.readAllLines(SHIPPED.resolve(file)).stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .toArray(String[]::new));
  }

  private static Residence living(String postcode, String lsoa) {
    return new Residence(postcode, lsoa, false);
  }

  private Optional<ImdIndex> load(int year, Path reference, Optional<Path> postcodes) {
    return ImdIndex.load(new ServerSettings.Deprivation(year, reference, postcodes), problems);
  }
}
