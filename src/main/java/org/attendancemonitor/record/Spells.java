package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SpellRow.Exit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Waits, read once in order of patient for all who want to see them; no more than one patient's are
 * held at a time.
 */
public final class Spells {
  /** Dimension by the column it is read from; what is of an appointment is none of a referral. */
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("deprivation_quintile", "deprivation");
    COLUMNS.put("ethnic_group", "ethnic_group");
    COLUMNS.put("age_band", "age_band");
    COLUMNS.put("sex", "sex");
    COLUMNS.put("interpreter", "interpreter");
    COLUMNS.put("disability", "disability");
    COLUMNS.put("inclusion_health", "inclusion_health");
  }

  /** Rows a PostgreSQL cursor fetches at a time; SQLite hands over each as it is read. */
  private static final int FETCHED = 5_000;

  private static final int REMEMBERED = 200_000;

  private static final Priority[] PRIORITIES = Priority.values();

  /** No word of a dimension has a control character. */
  private static final String BETWEEN = "\u001f";

  private final Store store;
  private final JdbcTemplate reader;

  /** Waits of a record. */
  Spells(Store store) {
    this.store = store;
    this.reader = new JdbcTemplate(store.reader());
    this.reader.setFetchSize(FETCHED);
  }

  /** What waits are counted by, {@code all} first. */
  public static List<String> dimensions() {
    List<String> dimensions = new ArrayList<>(List.of(TallyKey.ALL));
    dimensions.addAll(COLUMNS.keySet());
    return dimensions;
  }

  /**
   * Shows each patient's waits to each visitor.
   *
   * @param leftAfter only waits that had not ended by this day
   * @param referredBy only those that had begun by this day
   */
  public void read(
      LocalDate leftAfter, LocalDate referredBy, Collection<? extends SpellVisitor> visitors) {
    // One column: fetching eight for each row would cost more than all that is done with them.
    String words =
        "service || '"
            + BETWEEN
            + "' || "
            + String.join(" || '" + BETWEEN + "' || ", COLUMNS.values());
    Reading reading = new Reading(visitors);
    store.inSnapshot(
        () -> {
          reader.query(
              "SELECT patient, referred, observed, left_on, left_how, clock, contacts, priority, "
                  + words
                  + " FROM spell WHERE left_on > ? AND referred <= ? ORDER BY patient",
              reading,
              leftAfter.toEpochDay(),
              referredBy.toEpochDay());
          return null;
        });
    reading.show();
  }

  /** Gathers the rows of one patient, then shows them. */
  private static final class Reading implements RowCallbackHandler {
    private final Collection<? extends SpellVisitor> visitors;
    private final Map<String, List<TallyKey>> keys = new HashMap<>();
    private final List<Spell> spells = new ArrayList<>();

    Reading(Collection<? extends SpellVisitor> visitors) {
      this.visitors = visitors;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
      long patient = row.getLong(1);
      if (!spells.isEmpty() && spells.get(0).patient() != patient) {
        show();
      }
      spells.add(
          new Spell(
              patient,
              keys(row.getString(9)),
              PRIORITIES[row.getInt(8)],
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              Exit.of(row.getString(5)),
              row.getString(6),
              row.getString(7)));
    }

    private List<TallyKey> keys(String words) {
      if (keys.size() >= REMEMBERED) {
        keys.clear();
      }
      return keys.computeIfAbsent(words, Reading::keysOf);
    }

    private static List<TallyKey> keysOf(String words) {
      String[] each = words.split(BETWEEN, -1);
      List<TallyKey> keys = new ArrayList<>();
      keys.add(new TallyKey(each[0], TallyKey.ALL, TallyKey.ALL));
      int next = 1;
      for (String dimension : COLUMNS.keySet()) {
        keys.add(new TallyKey(each[0], dimension, each[next++]));
      }
      return List.copyOf(keys);
    }

    void show() {
      if (!spells.isEmpty()) {
        spells.sort(Comparator.comparingLong(Spell::left));
        List<Spell> all = List.copyOf(spells);
        visitors.forEach(visitor -> visitor.visit(all));
        spells.clear();
      }
    }
  }
}
