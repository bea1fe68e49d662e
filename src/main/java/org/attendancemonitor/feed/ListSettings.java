package org.attendancemonitor.feed;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the lists of appointments are read that a feed's record system makes, to be compared with
 * what is known here.
 *
 * @param folder where they are dropped; may be absent
 * @param columns the name of each column that is read, as the first line of a list has it: {@code
 *     appointment}, {@code date}, {@code time}, {@code attended}; may be absent, then those of the
 *     feed's extracts, or {@code appointment}, {@code start} and {@code status}
 * @param delimiter between fields; may be absent, then that of the feed's extracts, or a comma
 * @param charset of the lists; may be absent, then that of the feed's extracts, or UTF-8
 * @param formats how dates and times are written; may be absent, then those of the feed's extracts
 * @param systems address of the system of the appointments' numbers ({@code appointment}) or of the
 *     codes ({@code attended}); may be absent
 * @param codes the sender's own codes of a column, in those that are understood; may be absent
 */
public record ListSettings(
    Optional<FolderSettings> folder,
    Optional<Map<CsvColumn, String>> columns,
    Optional<String> delimiter,
    Optional<String> charset,
    Optional<CsvSettings.Formats> formats,
    Optional<Map<CsvColumn, String>> systems,
    Optional<Map<CsvColumn, Map<String, String>>> codes) {
  private static final Set<CsvColumn> READ =
      EnumSet.of(CsvColumn.APPOINTMENT, CsvColumn.DATE, CsvColumn.TIME, CsvColumn.ATTENDED);

  /** The columns of a feed that says nothing about its lists. */
  private static final Map<CsvColumn, String> USUAL =
      Map.of(
          CsvColumn.APPOINTMENT, "appointment",
          CsvColumn.DATE, "start",
          CsvColumn.ATTENDED, "status");

  private static final ListSettings NONE =
      new ListSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ListSettings {
    columns.ifPresent(
        told ->
            told.keySet().stream()
                .filter(column -> !READ.contains(column))
                .findFirst()
                .ifPresent(
                    other -> {
                      throw new IllegalArgumentException(
                          "columns: expected appointment, date, time and attended, found "
                              + other.word());
                    }));
    // What is wrong with the rest is told now, not at the first list.
    csv(columns.orElse(USUAL), delimiter, charset, formats, systems, codes);
  }

  /** How the lists of a feed are read, as an extract. */
  static CsvSettings of(FeedSettings.Feed feed) {
    ListSettings told = feed.list().orElse(NONE);
    Optional<CsvSettings> extracts =
        feed.csv().filter(csv -> csv.kind() == CsvSettings.Kind.APPOINTMENTS);
    Optional<CsvSettings> base = told.columns.isPresent() ? Optional.empty() : extracts;
    return csv(
        told.columns.or(() -> base.map(csv -> read(csv.columns()))).orElse(USUAL),
        told.delimiter.or(() -> base.flatMap(CsvSettings::delimiter)),
        told.charset.or(() -> base.flatMap(CsvSettings::charset)),
        told.formats.or(() -> base.flatMap(CsvSettings::formats)),
        told.systems.or(() -> base.flatMap(CsvSettings::systems)),
        told.codes.or(() -> base.flatMap(CsvSettings::codes)));
  }

  private static Map<CsvColumn, String> read(Map<CsvColumn, String> columns) {
    Map<CsvColumn, String> read = new EnumMap<>(columns);
    read.keySet().retainAll(READ);
    return read;
  }

  private static CsvSettings csv(
      Map<CsvColumn, String> columns,
      Optional<String> delimiter,
      Optional<String> charset,
      Optional<CsvSettings.Formats> formats,
      Optional<Map<CsvColumn, String>> systems,
      Optional<Map<CsvColumn, Map<String, String>>> codes) {
    return new CsvSettings(
        CsvSettings.Kind.LIST, columns, delimiter, charset, formats, systems, codes);
  }
}
