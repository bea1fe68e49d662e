package org.attendancemonitor;

import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What flags, tasks, groups and waits were derived from at the last start. Where settings or
 * reference data are others now, or the program derives more than it did, everyone is assessed
 * again, at a pace.
 */
final class DerivedFrom {
  private static final Logger LOG = LoggerFactory.getLogger(DerivedFrom.class);
  private static final String MARK = "derived from";

  /** Goes up whenever the program derives something new from the same facts. */
  private static final String DERIVATION = "3 ";

  private final Store store;
  private final Marks marks;
  private final Rederivation rederivation;

  DerivedFrom(Store store, Marks marks, Rederivation rederivation) {
    this.store = store;
    this.marks = marks;
    this.rederivation = rederivation;
  }

  /**
   * Whether what is kept was derived from something else, and {@link #settle} has not seen to it.
   *
   * @param fingerprint as there
   */
  boolean outdated(String fingerprint) {
    return !marks.get(MARK).equals(Optional.of(DERIVATION + fingerprint));
  }

  /**
   * Has everyone assessed again where the fingerprint is another one. It is remembered last: what a
   * crash cuts off begins again at the next start.
   *
   * @param fingerprint of settings and reference data, {@link Configuration#fingerprint()}
   */
  void settle(String fingerprint) {
    if (!outdated(fingerprint)) {
      return;
    }
    if (marks.get(MARK).isPresent()) {
      LOG.info("Settings, reference data or the program have changed: everyone is assessed again");
    }
    rederivation.everyone();
    store.inTransaction(
        () -> {
          marks.set(MARK, DERIVATION + fingerprint);
          return null;
        });
  }
}
