package org.attendancemonitor.equity;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.record.Releases;
import org.attendancemonitor.record.Store;

/** Reads stored releases as anyone may see them; makes none. */
public final class ReleaseReader {
  private static final Comparator<Releases.Outline> BY_DAY =
      Comparator.comparing(Releases.Outline::upTo).thenComparing(Releases.Outline::slot);

  private final Store store;
  private final Releases releases;

  /**
   * Reads those of a record.
   *
   * @param store opened at least to read
   */
  public ReleaseReader(Store store) {
    this.store = store;
    this.releases = new Releases(store);
  }

  /**
   * The newest release that counts no day after one.
   *
   * @param day the last local day it may count
   */
  public Optional<ReleasedFigures> newestUpTo(LocalDate day) {
    // In one transaction: a demonstration forgets its old releases meanwhile.
    return store
        .inTransaction(
            () ->
                releases.outlines().stream()
                    .filter(release -> !release.upTo().isAfter(day))
                    .max(BY_DAY)
                    .flatMap(release -> releases.of(release.slot())))
        .map(Release::of)
        .map(ReleasedFigures::of);
  }

  /** The last days that releases count, the oldest first. */
  public List<LocalDate> lastDays() {
    return releases.outlines().stream().map(Releases.Outline::upTo).sorted().distinct().toList();
  }
}
