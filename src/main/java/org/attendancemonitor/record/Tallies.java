package org.attendancemonitor.record;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Daily counts for the figures. Days whose facts changed are counted again from the attendance
 * rows, never patched; so late, repeated and corrected news need no code of their own.
 */
public final class Tallies {

  /** Dimension by the column it is read from. */
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("all", "'all'");
    COLUMNS.put("deprivation_quintile", "deprivation");
    COLUMNS.put("ethnic_group", "ethnic_group");
    COLUMNS.put("age_band", "age_band");
    COLUMNS.put("sex", "sex");
    COLUMNS.put("interpreter", "interpreter");
    COLUMNS.put("disability", "disability");
    COLUMNS.put("inclusion_health", "inclusion_health");
    COLUMNS.put("site", "site");
    COLUMNS.put("mode", "mode");
    COLUMNS.put("visit", "visit");
    COLUMNS.put(
        TallyKey.WAS_NOT_BROUGHT, "CASE WHEN was_not_brought_group = 1 THEN 'yes' ELSE 'no' END");
  }

  private final Store store;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final Duration budget;

  /**
   * @param store the record
   * @param budget after which a transaction commits and makes way for others
   */
  public Tallies(Store store, Duration budget) {
    this.store = store;
    this.writer = JdbcClient.create(store.writer());
    this.reader = JdbcClient.create(store.reader());
    this.budget = budget;
  }

  /** Every dimension that is counted, {@code all} and {@code was_not_brought} included. */
  public static List<String> dimensions() {
    return List.copyOf(COLUMNS.keySet());
  }

  /** Where attendance rows tell the group of a dimension. */
  static String column(String dimension) {
    return COLUMNS.get(dimension);
  }

  /** SQL of the group of each of {@link #dimensions}, in their order; text, and never null. */
  static List<String> columns() {
    return List.copyOf(COLUMNS.values());
  }

  /**
   * Counts every day again that is stale now, a few days a transaction; what goes stale meanwhile
   * waits for the next time.
   *
   * @return how many days of a service were counted
   */
  public int refresh() {
    List<Stale> stale = stale();
    int done = 0;
    while (done < stale.size()) {
      done += countSome(stale.subList(done, stale.size()));
    }
    return done;
  }

  /** One transaction of it: as many days as fit the budget, at least one. */
  public int refreshSome() {
    List<Stale> stale = stale();
    return stale.isEmpty() ? 0 : countSome(stale);
  }

  private List<Stale> stale() {
    return reader
        .sql("SELECT service, day, marked FROM stale_day ORDER BY day, service")
        .query(Stale.class)
        .list();
  }

  /** Counts beside the writer, so that events wait for the writing of the counts only. */
  private int countSome(List<Stale> stale) {
    long started = System.nanoTime();
    Map<Stale, Map<Cell, Integer>> counted = new LinkedHashMap<>();
    for (Stale day : stale) {
      counted.put(day, count(day));
      if (System.nanoTime() - started >= budget.toNanos()) {
        break;
      }
    }
    store.inTransaction(
        () -> {
          counted.forEach(this::replace);
          return null;
        });
    return counted.size();
  }

  private Map<Cell, Integer> count(Stale day) {
    Map<Cell, Integer> cells = new HashMap<>();
    List<String> names = dimensions();
    reader
        .sql(
            "SELECT outcome, "
                + String.join(", ", COLUMNS.values())
                + " FROM attendance WHERE service = :service AND day = :day")
        .param("service", day.service())
        .param("day", day.day())
        .query(
            row -> {
              String outcome = row.getString(1);
              for (int i = 0; i < names.size(); i++) {
                Cell cell = new Cell(names.get(i), row.getString(i + 2), outcome);
                cells.merge(cell, 1, Integer::sum);
              }
            });
    return cells;
  }

  /**
   * The mark was read before the rows were counted: if it is another by now, there is news that may
   * not be in the count, and the day stays stale. If it is gone, another node has counted since.
   */
  private void replace(Stale day, Map<Cell, Integer> cells) {
    List<Long> marked =
        writer
            .sql(
                "SELECT marked FROM stale_day WHERE service = :service AND day = :day"
                    + (store.postgresql() ? " FOR UPDATE" : ""))
            .param("service", day.service())
            .param("day", day.day())
            .query(Long.class)
            .list();
    if (marked.isEmpty()) {
      return;
    }
    if (marked.get(0) == day.marked()) {
      remove("stale_day", day);
    }
    remove("tally", day);
    List<Object[]> rows = new ArrayList<>(cells.size());
    cells.forEach(
        (cell, n) ->
            rows.add(
                new Object[] {
                  day.day(), day.service(), cell.dimension(), cell.group(), cell.outcome(), n
                }));
    Rows.write(
        store.writing(),
        "INSERT INTO tally (day, service, dimension, grp, outcome, n) VALUES (?, ?, ?, ?, ?, ?)",
        rows);
  }

  private void remove(String table, Stale day) {
    writer
        .sql("DELETE FROM " + table + " WHERE service = :service AND day = :day")
        .param("service", day.service())
        .param("day", day.day())
        .update();
  }

  /**
   * Whether anything was counted on the days after one and up to another.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public boolean any(LocalDate after, LocalDate upTo) {
    return !reader
        .sql("SELECT day FROM tally WHERE day > :after AND day <= :upTo LIMIT 1")
        .param("after", after.toEpochDay())
        .param("upTo", upTo.toEpochDay())
        .query(Long.class)
        .list()
        .isEmpty();
  }

  /**
   * What happened on the days after one and up to another, by everything that is counted.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public Map<TallyKey, OutcomeCounts> sums(LocalDate after, LocalDate upTo) {
    Map<TallyKey, OutcomeCounts> sums = new HashMap<>();
    reader
        .sql(
            "SELECT service, dimension, grp, outcome, SUM(n) AS n FROM tally"
                + " WHERE day > :after AND day <= :upTo GROUP BY service, dimension, grp, outcome")
        .param("after", after.toEpochDay())
        .param("upTo", upTo.toEpochDay())
        .query(
            row -> {
              sums.merge(
                  new TallyKey(row.getString(1), row.getString(2), row.getString(3)),
                  OutcomeCounts.of(row.getString(4), row.getLong(5)),
                  OutcomeCounts::plus);
            });
    return sums;
  }

  /** The counts of one group at a time, day by day. */
  public DailyCounts daily() {
    return new DailyCounts(store);
  }

  /** The appointments of each patient, on the days that are counted here. */
  public PatientPass patientPass() {
    return new PatientPass(store);
  }

  /**
   * Shows every missed appointment of the days after one and up to another, in no particular order.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public void followed(LocalDate after, LocalDate upTo, Consumer<Followed> visitor) {
    NumberedKeys keys = new NumberedKeys();
    reader
        .sql(
            "SELECT day, heard, tried, lapsed, service, "
                + String.join(", ", columns())
                + " FROM attendance WHERE heard IS NOT NULL AND day > :after AND day <= :upTo")
        .param("after", after.toEpochDay())
        .param("upTo", upTo.toEpochDay())
        .query(
            row -> {
              String[] words = new String[columns().size() + 1];
              for (int i = 0; i < words.length; i++) {
                words[i] = row.getString(i + 5);
              }
              visitor.accept(
                  new Followed(
                      Profile.of(keys, words),
                      row.getLong(1),
                      Rows.instant(row, "heard"),
                      Rows.instant(row, "tried"),
                      Rows.instant(row, "lapsed")));
            });
  }

  /** Waits of the same record. */
  public Spells spells() {
    return new Spells(store);
  }

  /** Runs the work on one moment of the record: see {@link Store#inSnapshot}. */
  public <T> T atOneMoment(Supplier<T> work) {
    return store.inSnapshot(work);
  }

  /**
   * Referrals that were ended after a missed appointment, by service, then {@code complete} or
   * {@code missing}.
   */
  public Map<String, Map<String, Long>> closures(LocalDate after, LocalDate upTo) {
    Map<String, Map<String, Long>> closures = new HashMap<>();
    reader
        .sql(
            "SELECT service, review, COUNT(*) FROM closure WHERE day > :after AND day <= :upTo"
                + " GROUP BY service, review")
        .param("after", after.toEpochDay())
        .param("upTo", upTo.toEpochDay())
        .query(
            row -> {
              closures
                  .computeIfAbsent(row.getString(1), service -> new HashMap<>())
                  .put(row.getString(2), row.getLong(3));
            });
    return closures;
  }

  private record Stale(String service, long day, long marked) {}

  private record Cell(String dimension, String group, String outcome) {}
}
