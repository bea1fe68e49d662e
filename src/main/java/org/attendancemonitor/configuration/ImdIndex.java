package org.attendancemonitor.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Residence;
import org.attendancemonitor.risk.Deprivation;

/**
 * One edition of the English Index of Multiple Deprivation by lower-layer super output area, held
 * in two small arrays. Editions stand on different areas and are never mixed: there is one index,
 * of one edition.
 *
 * <p>Source: MHCLG, English indices of deprivation 2019 and 2025, Open Government Licence v3.0.
 */
public final class ImdIndex implements Deprivation {

  /** An edition, with the areas it stands on. */
  enum Edition {
    IMD_2019(2019, 32_844, "imd2019-lsoa2011-england.csv", List.of("lsoa11_code")),
    IMD_2025(2025, 33_755, "imd2025-lsoa2021-england.csv", List.of("lsoa21_code"));

    private final int year;
    private final int areas;
    private final String file;
    private final List<String> codeColumn;

    Edition(int year, int areas, String file, List<String> codeColumn) {
      this.year = year;
      this.areas = areas;
      this.file = file;
      this.codeColumn = codeColumn;
    }

    static Edition of(int year) {
      return year == IMD_2019.year ? IMD_2019 : IMD_2025;
    }

    /** Names of the column of the area in ONSPD and NSPL. */
    List<String> postcodeColumn() {
      String stem = this == IMD_2019 ? "lsoa11" : "lsoa21";
      return List.of(stem, stem + "cd");
    }
  }

  private static final Pattern AREA = Pattern.compile("E01\\d{6}");

  private final Edition edition;
  private final int[] areas;
  private final byte[] deciles;
  private final PostcodeIndex postcodes;
  private final String fingerprint;

  private ImdIndex(
      Edition edition, int[] areas, byte[] deciles, PostcodeIndex postcodes, String fingerprint) {
    this.edition = edition;
    this.areas = areas;
    this.deciles = deciles;
    this.postcodes = postcodes;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads the reference files.
   *
   * @param settings which edition, and where
   * @param problems where faults are added, with file and line
   * @return empty where a file is not right
   */
  static Optional<ImdIndex> load(
      ServerSettings.Deprivation settings, List<ConfigurationProblem> problems) {
    Edition edition = Edition.of(settings.edition());
    int before = problems.size();
    long[] rows = new long[edition.areas];
    int[] count = {0};
    CsvTable table = table(settings.folder().resolve(edition.file), problems);
    if (table == null) {
      return Optional.empty();
    }
    CsvTable.Summary read =
        table.read(
            List.of(edition.codeColumn, List.of("imd_decile")),
            (line, values) -> {
              long row = (long) area(values[0]) << Byte.SIZE | decile(values[1]);
              if (count[0] < rows.length) {
                rows[count[0]] = row;
              }
              count[0]++;
            });
    if (problems.size() == before && count[0] != edition.areas) {
      table.problem(
          read.lastLine(), count[0] + " areas", "all " + edition.areas + " areas of the edition");
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    Arrays.sort(rows);
    int[] areas = Arrays.stream(rows).mapToInt(row -> (int) (row >> Byte.SIZE)).toArray();
    byte[] deciles = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      deciles[i] = (byte) rows[i];
      if (i > 0 && areas[i] == areas[i - 1]) {
        table.problem(0, "an area twice: E" + String.format("%08d", areas[i]), "each area once");
      }
    }
    ImdIndex bare = new ImdIndex(edition, areas, deciles, PostcodeIndex.NONE, read.digest());
    ImdIndex whole =
        settings.postcodes().map(file -> bare.withPostcodes(file, problems)).orElse(bare);
    return problems.size() > before ? Optional.empty() : Optional.of(whole);
  }

  private ImdIndex withPostcodes(Path file, List<ConfigurationProblem> problems) {
    CsvTable table = table(file, problems);
    if (table == null) {
      return this;
    }
    PostcodeIndex.Builder index = new PostcodeIndex.Builder();
    CsvTable.Summary read =
        table.read(
            List.of(PostcodeIndex.COLUMNS, edition.postcodeColumn()),
            (line, values) -> {
              long postcode = PostcodeIndex.number(values[0]);
              if (postcode < 0) {
                throw new IllegalArgumentException(
                    "expected a postcode, found '" + values[0] + "'");
              }
              // Not English, or a postcode without a place: no decile, and no fault.
              int decile = values[1].startsWith("E01") ? of(area(values[1])) : 0;
              if (decile > 0) {
                index.add(postcode, decile);
              }
            });
    if (read.rows() > 0 && index.size() == 0) {
      table.problem(
          0, "no postcode in any area of IMD " + edition.year, "areas of the edition chosen");
    }
    return new ImdIndex(edition, areas, deciles, index.build(), fingerprint + read.digest());
  }

  private static CsvTable table(Path file, List<ConfigurationProblem> problems) {
    if (Files.isRegularFile(file)) {
      return new CsvTable(file, problems);
    }
    problems.add(
        new ConfigurationProblem(file, 0, "", "no such file", "this reference file to be there"));
    return null;
  }

  /**
   * The decile of the area where someone lives: by the area the sender states, else by postcode.
   *
   * @param where the residence, or null
   * @return 1 (most deprived tenth of areas) to 10, or empty where it is not known
   */
  @Override
  public OptionalInt decile(Residence where) {
    if (where == null || where.noFixedAbode()) {
      return OptionalInt.empty();
    }
    int decile = 0;
    if (where.lsoa() != null && isArea(where.lsoa())) {
      decile = of(area(where.lsoa()));
    }
    if (decile == 0 && where.postcode() != null) {
      decile = postcodes.decile(PostcodeIndex.number(where.postcode()));
    }
    return decile == 0 ? OptionalInt.empty() : OptionalInt.of(decile);
  }

  /** The edition in force, for example {@code IMD 2025}. */
  @Override
  public String edition() {
    return "IMD " + edition.year;
  }

  /** Changes when the content of a reference file, or the choice of edition, does. */
  String fingerprint() {
    return edition() + " " + fingerprint;
  }

  private int of(int area) {
    int at = Arrays.binarySearch(areas, area);
    return at < 0 ? 0 : deciles[at];
  }

  private static boolean isArea(String code) {
    return AREA.matcher(code).matches();
  }

  /** The digits of the code of an English area. */
  private static int area(String code) {
    if (!isArea(code)) {
      throw new IllegalArgumentException(
          "expected the code of an English area such as E01000001, found '" + code + "'");
    }
    return Integer.parseInt(code, 1, code.length(), 10);
  }

  private static int decile(String text) {
    if (!text.matches("[1-9]|10")) {
      throw new IllegalArgumentException("expected a decile from 1 to 10, found '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
