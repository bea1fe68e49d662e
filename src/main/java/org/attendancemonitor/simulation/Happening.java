package org.attendancemonitor.simulation;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * Something a record system will say: when is known, the text is written when it is needed.
 *
 * @param feed where
 * @param at when
 * @param text writes the JSON
 */
record Happening(String feed, Instant at, Supplier<String> text) {
  SimulatedEvent event() {
    return new SimulatedEvent(feed, at, text.get());
  }
}
