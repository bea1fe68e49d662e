package org.attendancemonitor.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases as stored facts: kept once, read many times, never changed. */
public final class Releases {

  /** Rows written in one transaction, so that the writer is never held for long. */
  private static final int CHUNK = 500;

  private final Store store;
  private final Runnable check;
  private final JdbcClient writer;
  private final JdbcClient reader;

  /** Releases of this record. */
  public Releases(Store store) {
    this(store, () -> {});
  }

  /**
   * Releases of a record that several nodes share.
   *
   * @param check called in each transaction that writes one; throws {@link LeaseLostException}
   *     where another node makes releases by now
   */
  public Releases(Store store, Runnable check) {
    this.store = store;
    this.check = check;
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

  /** Keeps one release: see {@link #keep(List)}. */
  public boolean keep(KeptRelease release) {
    return keep(List.of(release));
  }

  /**
   * Keeps releases. Their headers are written last, together: a crash on the way leaves cells that
   * nobody reads.
   *
   * @return false, and none is kept, where another node has already made the release of a slot
   */
  public boolean keep(List<KeptRelease> releases) {
    for (KeptRelease release : releases) {
      if (headers("WHERE id = " + id(release), 1).size() == 1) {
        return false;
      }
    }
    try {
      for (KeptRelease release : releases) {
        long id = id(release);
        inTransaction(() -> clear(id));
        inChunks(release.cells(), chunk -> keepCells(id, chunk));
        inChunks(release.figures(), chunk -> keepFigures(id, chunk));
      }
      inTransaction(() -> releases.forEach(this::keepHeader));
      return true;
    } catch (DuplicateKeyException | LeaseLostException anotherNode) {
      return false;
    }
  }

  private static long id(KeptRelease release) {
    return release.slot().toEpochMilli();
  }

  private <T> void inChunks(List<T> rows, Consumer<List<T>> keep) {
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<T> chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
      inTransaction(() -> keep.accept(chunk));
    }
  }

  private void inTransaction(Runnable work) {
    store.inTransaction(
        () -> {
          check.run();
          work.run();
          return null;
        });
  }

  private void clear(long id) {
    writer.sql("DELETE FROM release_cell WHERE release_id = :id").param("id", id).update();
    writer.sql("DELETE FROM release_series WHERE release_id = :id").param("id", id).update();
  }

  private void keepHeader(KeptRelease release) {
    writer
        .sql(
            "INSERT INTO release (id, slot, made_at, up_to, synthetic, definition)"
                + " VALUES (?, ?, ?, ?, ?, ?)")
        .params(
            id(release),
            id(release),
            release.madeAt().toEpochMilli(),
            release.upTo().toEpochDay(),
            release.synthetic() ? 1 : 0,
            release.definition())
        .update();
  }

  private void keepFigures(long id, List<KeptFigure> figures) {
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

  private void keepCells(long id, List<KeptCell> cells) {
    Rows.write(
        store.writing(), CellRow.INSERT, cells.stream().map(cell -> CellRow.of(id, cell)).toList());
  }

  /**
   * Removes all but the newest releases, one a transaction. Only for demonstrations, which make one
   * a minute: releases about real patients are kept, for what was published is a fact.
   *
   * @param newest how many stay
   * @param others slots of older ones that stay too
   */
  public void forgetAllBut(int newest, Predicate<Instant> others) {
    List<Long> old =
        reader
            .sql("SELECT id FROM release ORDER BY slot DESC LIMIT 1000 OFFSET " + newest)
            .query(Long.class)
            .list();
    for (long id : old) {
      if (!others.test(Instant.ofEpochMilli(id))) {
        inTransaction(
            () -> {
              writer.sql("DELETE FROM release WHERE id = :id").param("id", id).update();
              clear(id);
            });
      }
    }
  }

  /** The newest release, if there is one. */
  public Optional<KeptRelease> latest() {
    return newest(1).stream().findFirst();
  }

  /** The slot of the newest release, if there is one. */
  public Optional<Instant> newestSlot() {
    return headers("", 1).stream().map(KeptRelease::slot).findFirst();
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

  /**
   * The cells of a release, those of one subject, service and dimension together. Never all at
   * once: two years of releases do not fit into memory beside live events.
   */
  public void eachMargin(Instant slot, Consumer<List<KeptCell>> use) {
    List<KeptCell> margin = new ArrayList<>();
    reader
        .sql(
            "SELECT * FROM release_cell WHERE release_id = :id"
                + " ORDER BY subject, service, dimension")
        .param("id", slot.toEpochMilli())
        .query(
            row -> {
              KeptCell cell = CellRow.cell(row);
              if (!margin.isEmpty() && !cell.besides(margin.get(0))) {
                use.accept(List.copyOf(margin));
                margin.clear();
              }
              margin.add(cell);
            });
    if (!margin.isEmpty()) {
      use.accept(List.copyOf(margin));
    }
  }

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
            .query((row, number) -> CellRow.cell(row))
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
}
