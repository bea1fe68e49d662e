package org.attendancemonitor;

import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Nodes;

/**
 * This process as one of several on a record. What only one node does at a time has a lease; what a
 * node that died held is another's after {@link Leases#LENGTH}.
 */
public final class Node implements AutoCloseable {
  /** Counts stale days and makes releases. */
  static final String FIGURES = "figures";

  /** Tells an EPR's server of tasks and flags, and takes up what it says. */
  static final String WRITE_BACK = "write-back";

  /** Asks for events of subscriptions that did not come. */
  static final String SUBSCRIPTIONS = "subscriptions";

  /** Has everyone assessed again after a change of settings. */
  static final String DERIVING = "deriving";

  private final Nodes nodes;
  private final Leases leases;
  private final DerivedFrom derivedFrom;
  private final String fingerprint;

  /** Tells the others at once, before it decides anything. */
  Node(Nodes nodes, Leases leases, DerivedFrom derivedFrom, String fingerprint) {
    this.nodes = nodes;
    this.leases = leases;
    this.derivedFrom = derivedFrom;
    this.fingerprint = fingerprint;
    nodes.tell();
  }

  /** Lives, and prolongs what it holds. */
  public void live() {
    leases.prolong();
    nodes.tell();
  }

  /** The same as {@link #settle} where that takes a moment; no start waits for more. */
  public void begin() {
    if (derivedFrom.quick()) {
      settle();
    }
  }

  /** Sees to it that everything was derived from the same. */
  public void settle() {
    derivedFrom.settle(fingerprint);
  }

  /** Hands over what it holds. */
  @Override
  public void close() {
    leases.giveBack();
    nodes.leave();
  }
}
