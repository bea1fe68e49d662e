package org.attendancemonitor.worklist;

import java.time.Instant;
import java.util.Map;

/**
 * What a record system's server was told, as it is shown.
 *
 * @param source whose server
 * @param written how many are there as they are here
 * @param waiting how many are to be told
 * @param refused how many it refused
 * @param elsewhere how many are about people it does not know
 * @param silent since when it does not answer, or null
 */
record ToldRow(
    String source, long written, long waiting, long refused, long elsewhere, String silent) {

  static ToldRow of(FeedBoard.Told told, Instant now) {
    Map<String, Long> states = told.states();
    return new ToldRow(
        told.source(),
        states.getOrDefault("written", 0L),
        states.getOrDefault("waiting", 0L),
        states.getOrDefault("refused", 0L),
        states.getOrDefault("elsewhere", 0L),
        told.silentSince() == null ? null : FeedRow.moment(told.silentSince(), now));
  }
}
