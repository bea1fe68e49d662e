package org.attendancemonitor.fault;

import java.util.Locale;

/** What can happen to nodes that share a record and a broker. */
public enum NodeFault {
  /** {@code kill -9} of a node, and a start again. */
  KILL("a node killed", true),
  /** SIGSTOP of a node, and SIGCONT: it keeps its connections and answers nobody. */
  PAUSE("a node paused", true),
  /** Nothing passes between a node and the record. */
  NO_STORE("a node cut off from the store", true),
  /** Nothing passes between a node and the brokers. */
  NO_BROKER("a node cut off from the broker", false),
  /** {@code kill -9} of the primary broker, and a start again. */
  BROKER("the primary broker killed", false),
  /** The record migrated by a newer program, then every node stopped and started again in turn. */
  UPGRADE("a node stopped in a rolling upgrade", true);

  private final String words;
  private final boolean losesDuties;

  NodeFault(String words, boolean losesDuties) {
    this.words = words;
    this.losesDuties = losesDuties;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** Whether what the node alone does has to become another's. */
  boolean losesDuties() {
    return losesDuties;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
