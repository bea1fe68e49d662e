package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which dead letters are meant.
 *
 * @param reason the word of their class of fault; empty for any
 * @param feed the feed they came by; empty for any
 * @param since received then or later; empty for any time
 * @param state what became of them; empty for anything
 */
public record LetterQuery(
    Optional<String> reason,
    Optional<String> feed,
    Optional<Instant> since,
    Optional<DeadLetter.State> state) {

  /** All that wait. */
  public static final LetterQuery WAITING =
      new LetterQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(DeadLetter.State.WAITING));

  /** All of them. */
  public static final LetterQuery ALL =
      new LetterQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The condition; each part begins with AND. */
  String condition() {
    return (reason.isPresent() ? " AND reason = ?" : "")
        + (feed.isPresent() ? " AND feed = ?" : "")
        + (since.isPresent() ? " AND received >= ?" : "")
        + (state.isPresent() ? " AND state = ?" : "");
  }

  /** Its parameters. */
  List<Object> values() {
    List<Object> values = new ArrayList<>();
    reason.ifPresent(values::add);
    feed.ifPresent(values::add);
    since.ifPresent(moment -> values.add(moment.toEpochMilli()));
    state.ifPresent(it -> values.add(it.word()));
    return values;
  }
}
