package org.attendancemonitor.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases as stored facts: kept once, read many times, never changed. */
public final class Releases {

  /** Cells written in one transaction, so that the writer is never held for long. */
  private static final int CHUNK = 200;

  private final Store store;
  private final JdbcClient writer;
  private final JdbcClient reader;

  /** Releases of this record. */
  public Releases(Store store) {
    this.store = store;
    this.writer = JdbcClient.create(store.writer());
    this.reader = JdbcClient.create(store.reader());
  }

  /** Points of the charts over time, which belong to no single release. */
  public ProcessPoints points() {
    return new ProcessPoints(store);
  }

  /** The mixes of age and sex, which belong to no single release. */
  public StandardPopulations standardPopulations() {
    return new StandardPopulations(store);
  }

  /**
   * Keeps a release. Its header is written last: a crash on the way leaves cells that nobody reads.
   *
   * @return false where another node has already made the release of this slot
   */
  public boolean keep(KeptRelease release) {
    long id = release.slot().toEpochMilli();
    if (headers("WHERE id = " + id, 1).size() == 1) {
      return false;
    }
    try {
      inTransaction(() -> clear(id));
      for (int from = 0; from < release.cells().size(); from += CHUNK) {
        List<KeptCell> chunk =
            release.cells().subList(from, Math.min(from + CHUNK, release.cells().size()));
        inTransaction(() -> chunk.forEach(cell -> keep(id, cell)));
      }
      for (int from = 0; from < release.figures().size(); from += CHUNK) {
        List<KeptFigure> chunk =
            release.figures().subList(from, Math.min(from + CHUNK, release.figures().size()));
        inTransaction(() -> keep(id, chunk));
      }
      inTransaction(() -> keepHeader(id, release));
      return true;
    } catch (DuplicateKeyException anotherNode) {
      return false;
    }
  }

  private void inTransaction(Runnable work) {
    store.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private void clear(long id) {
    writer.sql("DELETE FROM release_cell WHERE release_id = :id").param("id", id).update();
    writer.sql("DELETE FROM release_series WHERE release_id = :id").param("id", id).update();
  }

  private void keepHeader(long id, KeptRelease release) {
    writer
        .sql(
            "INSERT INTO release (id, slot, made_at, up_to, synthetic, definition)"
                + " VALUES (?, ?, ?, ?, ?, ?)")
        .params(
            id,
            id,
            release.madeAt().toEpochMilli(),
            release.upTo().toEpochDay(),
            release.synthetic() ? 1 : 0,
            release.definition())
        .update();
  }

  private void keep(long id, List<KeptFigure> figures) {
    Rows.write(
        store.writing(),
        "INSERT INTO release_series (release_id, family, labels, n) VALUES (?, ?, ?, ?)",
        figures.stream()
            .map(
                figure ->
                    new Object[] {
                      id, figure.family(), String.join("\n", figure.labels()), figure.value()
                    })
            .toList());
  }

  private void keep(long id, KeptCell cell) {
    KeptCell.Basis basis = cell.basis();
    KeptCell.Ratio ratio = cell.ratio();
    writer
        .sql(
            "INSERT INTO release_cell (release_id, subject, service, dimension, grp, span, state, exact,"
                + " patients, gained, lost, basis_day, basis_exact, basis_patients, shown, estimate,"
                + " lower_limit, upper_limit) VALUES (:id, :subject, :service, :dimension, :grp, :span, :state,"
                + " :exact, :patients, :gained, :lost, :basisDay, :basisExact, :basisPatients, :shown,"
                + " :estimate, :lower, :upper)")
        .param("id", id)
        .param("subject", cell.subject().name())
        .param("service", cell.key().service())
        .param("dimension", cell.key().dimension())
        .param("grp", cell.key().group())
        .param("span", cell.window())
        .param("state", cell.state().name())
        .param("exact", cell.exact().text())
        .param("patients", cell.patients())
        .param("gained", cell.gained().text())
        .param("lost", cell.lost().text())
        .param("basisDay", basis == null ? null : (Object) basis.upTo().toEpochDay())
        .param("basisExact", basis == null ? null : basis.exact().text())
        .param("basisPatients", basis == null ? null : (Object) basis.patients())
        .param("shown", text(cell.shown()))
        .param("estimate", ratio == null ? null : (Object) ratio.estimate())
        .param("lower", ratio == null ? null : (Object) ratio.lower())
        .param("upper", ratio == null ? null : (Object) ratio.upper())
        .update();
  }

  /**
   * Removes all but the newest releases, one a transaction. Only for demonstrations, which make one
   * a minute: releases about real patients are kept, for what was published is a fact.
   *
   * @param newest how many stay
   */
  public void forgetAllBut(int newest) {
    List<Long> old =
        reader
            .sql("SELECT id FROM release ORDER BY slot DESC LIMIT 1000 OFFSET " + newest)
            .query(Long.class)
            .list();
    for (long id : old) {
      inTransaction(
          () -> {
            writer.sql("DELETE FROM release WHERE id = :id").param("id", id).update();
            clear(id);
          });
    }
  }

  /** The newest release, if there is one. */
  public Optional<KeptRelease> latest() {
    return newest(1).stream().findFirst();
  }

  /** Up to so many releases, the newest first. */
  public List<KeptRelease> newest(int count) {
    return headers("", count).stream().map(this::filled).toList();
  }

  /** Which releases there are, oldest first. */
  public List<Outline> outlines() {
    return reader
        .sql("SELECT slot, up_to FROM release ORDER BY slot")
        .query(
            (row, number) ->
                new Outline(
                    Instant.ofEpochMilli(row.getLong(1)), LocalDate.ofEpochDay(row.getLong(2))))
        .list();
  }

  /** The release of a slot, if there is one; within a transaction all of it or nothing. */
  public Optional<KeptRelease> of(Instant slot) {
    return headers("WHERE id = " + slot.toEpochMilli(), 1).stream().findFirst().map(this::filled);
  }

  /**
   * That a release exists.
   *
   * @param slot the moment of the release grid it was made for
   * @param upTo the last local day it counts
   */
  public record Outline(Instant slot, LocalDate upTo) {}

  private List<KeptRelease> headers(String where, int limit) {
    return reader
        .sql(
            "SELECT slot, made_at, up_to, synthetic, definition FROM release "
                + where
                + " ORDER BY slot DESC LIMIT "
                + limit)
        .query(
            (row, number) ->
                new KeptRelease(
                    Instant.ofEpochMilli(row.getLong(1)),
                    Instant.ofEpochMilli(row.getLong(2)),
                    LocalDate.ofEpochDay(row.getLong(3)),
                    row.getInt(4) == 1,
                    row.getString(5),
                    List.of(),
                    List.of()))
        .list();
  }

  private KeptRelease filled(KeptRelease header) {
    long id = header.slot().toEpochMilli();
    List<KeptCell> cells =
        reader
            .sql("SELECT * FROM release_cell WHERE release_id = :id")
            .param("id", id)
            .query((row, number) -> cell(row))
            .list();
    List<KeptFigure> figures =
        reader
            .sql("SELECT family, labels, n FROM release_series WHERE release_id = :id")
            .param("id", id)
            .query(
                (row, number) ->
                    new KeptFigure(
                        row.getString(1),
                        List.of(row.getString(2).split("\n", -1)),
                        row.getDouble(3)))
            .list();
    return new KeptRelease(
        header.slot(),
        header.madeAt(),
        header.upTo(),
        header.synthetic(),
        header.definition(),
        cells,
        figures);
  }

  private static KeptCell cell(ResultSet row) throws SQLException {
    Subject subject = Subject.valueOf(row.getString("subject"));
    String basisExact = row.getString("basis_exact");
    KeptCell.Basis basis =
        basisExact == null
            ? null
            : new KeptCell.Basis(
                LocalDate.ofEpochDay(row.getLong("basis_day")),
                Counts.of(subject, basisExact),
                row.getLong("basis_patients"));
    double estimate = row.getDouble("estimate");
    KeptCell.Ratio ratio =
        row.wasNull()
            ? null
            : new KeptCell.Ratio(
                estimate, row.getDouble("lower_limit"), row.getDouble("upper_limit"));
    return new KeptCell(
        new TallyKey(row.getString("service"), row.getString("dimension"), row.getString("grp")),
        row.getString("span"),
        KeptCell.State.valueOf(row.getString("state")),
        Counts.of(subject, row.getString("exact")),
        row.getLong("patients"),
        Counts.of(subject, row.getString("gained")),
        Counts.of(subject, row.getString("lost")),
        basis,
        shown(row.getString("shown")),
        ratio);
  }

  private static String text(Map<String, Long> shown) {
    return shown.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Long> shown(String text) {
    Map<String, Long> shown = new HashMap<>();
    if (text != null && !text.isEmpty()) {
      for (String part : text.split(" ")) {
        int equals = part.indexOf('=');
        shown.put(part.substring(0, equals), Long.valueOf(part.substring(equals + 1)));
      }
    }
    return shown;
  }
}
