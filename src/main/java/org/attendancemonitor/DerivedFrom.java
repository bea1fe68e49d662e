package org.attendancemonitor;

import java.util.Optional;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Nodes;
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

  /** Nodes with other settings, or of another version, derived beside each other. */
  private static final String MIXED = "mixed";

  /** Goes up whenever the program derives something new from the same facts. */
  private static final String DERIVATION = "3 ";

  private final Store store;
  private final Marks marks;
  private final Rederivation rederivation;
  private final Nodes nodes;
  private final Leases leases;

  /**
   * @param nodes who derives from something else meanwhile
   * @param leases one node sees to it at a time
   */
  DerivedFrom(Store store, Marks marks, Rederivation rederivation, Nodes nodes, Leases leases) {
    this.store = store;
    this.marks = marks;
    this.rederivation = rederivation;
    this.nodes = nodes;
    this.leases = leases;
  }

  /** What is derived from settings and reference data of a fingerprint, by this program. */
  static String derivation(String fingerprint) {
    return DERIVATION + fingerprint;
  }

  /**
   * Whether what is kept was derived from something else, and {@link #settle} has not seen to it.
   *
   * @param fingerprint as there
   */
  boolean outdated(String fingerprint) {
    return !marks.get(MARK).equals(Optional.of(derivation(fingerprint)));
  }

  /** Whether {@link #settle} would take a moment only. */
  boolean quick() {
    return rederivation.quick();
  }

  /**
   * Has everyone assessed again where the fingerprint is another one. It is remembered last: what a
   * crash cuts off begins again at the next start. While nodes of both kinds run, each decides by
   * its own: then it waits until they are alike, and until then no release is made.
   *
   * @param fingerprint of settings and reference data, {@link Configuration#fingerprint()}
   */
  synchronized void settle(String fingerprint) {
    if (!outdated(fingerprint)) {
      return;
    }
    if (nodes.differ()) {
      mark(MIXED);
      return;
    }
    if (!leases.hold(Node.DERIVING)) {
      return;
    }
    if (marks.get(MARK).isPresent()) {
      LOG.info("Settings, reference data or the program have changed: everyone is assessed again");
    }
    rederivation.everyone();
    mark(derivation(fingerprint));
  }

  private void mark(String derivation) {
    if (!marks.get(MARK).equals(Optional.of(derivation))) {
      store.inTransaction(
          () -> {
            marks.set(MARK, derivation);
            return null;
          });
    }
  }
}
