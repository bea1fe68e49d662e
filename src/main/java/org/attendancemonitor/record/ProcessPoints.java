package org.attendancemonitor.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The points of the charts over time: one per service, measure and period, however often made. */
public final class ProcessPoints {

  /** Rows written in one transaction, so that the writer is never held for long. */
  private static final int CHUNK = 200;

  private final Store store;
  private final JdbcClient writer;

  /** Points of this record. */
  public ProcessPoints(Store store) {
    this.store = store;
    this.writer = JdbcClient.create(store.writer());
  }

  /**
   * The points whose period lies within a range of days, by service, measure and day; judged ones
   * without a value among them.
   *
   * @param after exclusive
   * @param upTo inclusive
   */
  public List<PeriodPoint> within(LocalDate after, LocalDate upTo) {
    // Where several releases are made on one moment of the record, each sees what the last one
    // wrote. In transactions of their own, one service at a time: asked outside of one, the only
    // writer would be held until that moment is left, and live events with it.
    List<String> services =
        store.inTransaction(
            () ->
                writer
                    .sql("SELECT DISTINCT service FROM process_point ORDER BY service")
                    .query(String.class)
                    .list());
    List<PeriodPoint> points = new ArrayList<>();
    for (String service : services) {
      points.addAll(store.inTransaction(() -> of(service, after, upTo)));
    }
    return points;
  }

  private List<PeriodPoint> of(String service, LocalDate after, LocalDate upTo) {
    return writer
        .sql(
            "SELECT measure, first_day, last_day, n FROM process_point WHERE service = :service"
                + " AND first_day > :after AND last_day <= :upTo ORDER BY measure, first_day")
        .param("service", service)
        .param("after", after.toEpochDay())
        .param("upTo", upTo.toEpochDay())
        .query(
            (row, number) -> {
              double value = row.getDouble(4);
              OptionalDouble shown =
                  row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
              return new PeriodPoint(
                  service,
                  row.getString(1),
                  LocalDate.ofEpochDay(row.getLong(2)),
                  LocalDate.ofEpochDay(row.getLong(3)),
                  shown);
            })
        .list();
  }

  /**
   * Replaces points.
   *
   * @param gone are removed
   * @param news are added, or take the place of those with the same first day
   */
  public void replace(List<PeriodPoint> gone, List<PeriodPoint> news) {
    write(
        "DELETE FROM process_point WHERE service = ? AND measure = ? AND first_day = ?",
        gone.stream()
            .map(p -> new Object[] {p.service(), p.measure(), p.first().toEpochDay()})
            .toList());
    write(
        "INSERT INTO process_point (service, measure, first_day, last_day, n)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (service, measure, first_day)"
            + " DO UPDATE SET last_day = excluded.last_day, n = excluded.n",
        news.stream().map(ProcessPoints::values).toList());
  }

  private static Object[] values(PeriodPoint point) {
    return new Object[] {
      point.service(),
      point.measure(),
      point.first().toEpochDay(),
      point.last().toEpochDay(),
      point.value().isPresent() ? point.value().getAsDouble() : null
    };
  }

  private void write(String statement, List<Object[]> rows) {
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<Object[]> chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
      store.inTransaction(
          () -> {
            Rows.write(store.writing(), statement, chunk);
            return null;
          });
    }
  }
}
