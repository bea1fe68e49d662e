package org.attendancemonitor;

import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What flags, tasks and groups were derived from at the last start. Where settings or reference
 * data are others now, everyone is assessed again, at a pace.
 */
final class DerivedFrom {
  private static final Logger LOG = LoggerFactory.getLogger(DerivedFrom.class);
  private static final String MARK = "derived from";

  private final Store store;
  private final Marks marks;
  private final Rederivation rederivation;

  DerivedFrom(Store store, Marks marks, Rederivation rederivation) {
    this.store = store;
    this.marks = marks;
    this.rederivation = rederivation;
  }

  /**
   * Has everyone assessed again where the fingerprint is another one. It is remembered last: what a
   * crash cuts off begins again at the next start.
   *
   * @param fingerprint of settings and reference data, {@link Configuration#fingerprint()}
   */
  void settle(String fingerprint) {
    var known = marks.get(MARK);
    if (known.filter(fingerprint::equals).isPresent()) {
      return;
    }
    if (known.isPresent()) {
      LOG.info("Settings or reference data have changed: everyone is assessed again");
    }
    rederivation.everyone();
    store.inTransaction(
        () -> {
          marks.set(MARK, fingerprint);
          return null;
        });
  }
}
