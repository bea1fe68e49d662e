package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads every patient's due appointments once, for all who want to see them. Rows come in order of
 * patient and as of one moment; no more than one patient's are held at a time.
 */
public final class PatientPass {

  /** Rows a PostgreSQL cursor fetches at a time; SQLite hands over each as it is read. */
  private static final int FETCHED = 5_000;

  /**
   * Profiles remembered, so that the keys of one patient are not looked up for every row. More
   * would be of little use, for few patients share one, and would crowd out live events.
   */
  private static final int PROFILES = 10_000;

  /** No word of a dimension has a control character. */
  private static final String BETWEEN = "\u001f";

  private final Store store;
  private final JdbcTemplate reader;

  /** A pass over the appointments of this record. */
  public PatientPass(Store store) {
    this.store = store;
    this.reader = new JdbcTemplate(store.reader());
    this.reader.setFetchSize(FETCHED);
  }

  /**
   * Shows each patient to each visitor.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public void read(LocalDate after, LocalDate upTo, Collection<? extends PatientVisitor> visitors) {
    // One column: fetching a dozen for each row would cost more than all that is done with them.
    String words =
        "service || '"
            + BETWEEN
            + "' || "
            + String.join(" || '" + BETWEEN + "' || ", Tallies.columns());
    Reading reading = new Reading(visitors);
    store.inSnapshot(
        () -> {
          reader.query(
              "SELECT patient, day, outcome, "
                  + words
                  + " FROM attendance WHERE day > ? AND day <= ?"
                  + " AND outcome IN ('attended', 'dna', 'late_not_seen') ORDER BY patient",
              reading,
              after.toEpochDay(),
              upTo.toEpochDay());
          return null;
        });
    reading.show();
  }

  /** Gathers the rows of one patient, then shows them. */
  private static final class Reading implements RowCallbackHandler {
    private final Collection<? extends PatientVisitor> visitors;
    private final Map<String, Profile> profiles = new HashMap<>();
    private final NumberedKeys keys = new NumberedKeys();
    private final List<PatientAppointment> appointments = new ArrayList<>();
    private long patient;

    Reading(Collection<? extends PatientVisitor> visitors) {
      this.visitors = visitors;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
      long whose = row.getLong(1);
      if (whose != patient) {
        show();
        patient = whose;
      }
      appointments.add(
          new PatientAppointment(profile(row.getString(4)), row.getLong(2), row.getString(3)));
    }

    private Profile profile(String words) {
      if (profiles.size() >= PROFILES) {
        profiles.clear();
      }
      return profiles.computeIfAbsent(words, all -> Profile.of(keys, all.split(BETWEEN, -1)));
    }

    void show() {
      if (!appointments.isEmpty()) {
        appointments.sort(Comparator.comparingLong(PatientAppointment::day));
        List<PatientAppointment> seen = List.copyOf(appointments);
        visitors.forEach(visitor -> visitor.visit(seen));
        appointments.clear();
      }
    }
  }
}
