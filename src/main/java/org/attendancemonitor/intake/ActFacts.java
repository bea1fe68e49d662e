package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Incoming;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.People;

/** Keeps what people do as facts of our own source: each once, never as history. */
public final class ActFacts {
  private final Facts facts;
  private final People people;
  private final Outbox outbox;

  /**
   * @param facts where facts are kept
   * @param people knows the key of a patient row
   * @param outbox where it is noted that others are to be told of a need
   */
  public ActFacts(Facts facts, People people, Outbox outbox) {
    this.facts = facts;
    this.people = people;
    this.outbox = outbox;
  }

  /**
   * Keeps facts about one person, within the write transaction of the caller.
   *
   * @param row the patient row they are filed under
   * @param at when it was done
   * @return the rows of people whose record has changed
   */
  Set<Long> keep(List<Fact> done, long row, Instant at) {
    Key patient = people.keyOf(row);
    List<Incoming> incoming =
        done.stream()
            .map(fact -> new Notice(key(fact), patient, fact, at, null))
            .map(notice -> new Incoming(notice, Key.OURS, Key.OURS, at, false, true))
            .toList();
    Set<Long> changed = new TreeSet<>();
    facts.keep(incoming).forEach(recorded -> changed.addAll(recorded.patients()));
    outbox.put(
        incoming.stream()
            .filter(it -> it.notice().fact().kind() == FactKind.NEED)
            .map(it -> CurrentFacts.id(row, it.notice().key()))
            .map(id -> new Outbox.Pending(Outbox.FLAG, id, 1))
            .toList());
    return changed;
  }

  private static Key key(Fact fact) {
    String id = UUID.randomUUID().toString();
    return switch (fact.kind()) {
      case ACTION -> Key.ofId(Key.OURS, "Task", ((ActionFact) fact).task() + "?action|" + id);
      case CONTACT -> Key.ofId(Key.OURS, "Communication", id);
      case NEED -> Key.ofId(Key.OURS, "Flag", id);
      case PLACING -> Key.ofId(Key.OURS, "Placing", id);
      default -> throw new IllegalArgumentException("nobody states a " + fact.kind() + " here");
    };
  }
}
