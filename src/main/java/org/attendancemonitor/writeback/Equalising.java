package org.attendancemonitor.writeback;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.WriteBackEntries;
import org.attendancemonitor.record.WriteBackEntry;
import org.attendancemonitor.record.WriteBackEntry.State;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one task or flag on the server equal to ours: looks, takes up what people did there, and
 * writes where there is a difference. To do it twice does nothing twice.
 */
final class Equalising {
  private static final Logger LOG = LoggerFactory.getLogger(Equalising.class);

  /** What is open is compared again: who it is about may be known better, or a merge undone. */
  private static final Duration COMPARE_AGAIN = Duration.ofDays(1);

  /** So often in a row somebody is faster there, then it is told. */
  private static final int RACES = 10;

  private final EprServer server;
  private final WriteBackEntries entries;
  private final Tellings tellings;
  private final SubjectThere subjects;
  private final TakingUp takingUp;
  private final TaskThere taskThere;
  private final BackOff backOff;
  private final Clock clock;
  private final FhirContext fhir = FhirContext.forR4Cached();

  Equalising(
      EprServer server,
      WriteBackEntries entries,
      Tellings tellings,
      SubjectThere subjects,
      TakingUp takingUp,
      TaskThere taskThere,
      BackOff backOff,
      Clock clock) {
    this.server = server;
    this.entries = entries;
    this.tellings = tellings;
    this.subjects = subjects;
    this.takingUp = takingUp;
    this.taskThere = taskThere;
    this.backOff = backOff;
    this.clock = clock;
  }

  /**
   * Does so, and keeps what became of it.
   *
   * @return whether the server answered
   * @throws ServerAwayException where it did not, and is to be left alone
   */
  boolean equalise(WriteBackEntry entry) throws ServerAwayException {
    Optional<Telling> ours;
    Optional<Reference> subject;
    try {
      ours = tellings.read(entry.kind(), entry.id());
      subject = ours.flatMap(telling -> subjects.of(telling.patient()));
    } catch (IllegalArgumentException | IllegalStateException unsayable) {
      entries.keep(entry.failed(State.REFUSED, "it cannot be said as FHIR", now()), null);
      return false;
    }
    if (subject.isEmpty()) {
      boolean open = ours.map(Telling::open).orElse(false);
      entries.keep(entry.settled(State.ELSEWHERE, null, now()), open ? compareAgain() : null);
      return false;
    }
    try {
      if (entry.kind().equals(Outbox.TASK)) {
        task(entry, ours.get(), subject.get());
      } else {
        flag(entry, ours.get(), subject.get());
      }
    } catch (NotTakenException not) {
      notTaken(entry, not);
    } catch (ServerAwayException away) {
      // Behind the others: if it is this one that makes the server silent, they are told first.
      latest(entry)
          .ifPresent(it -> entries.keep(it.failed(State.WAITING, away.getMessage(), now()), now()));
      throw away;
    } catch (RuntimeException fault) {
      // A fault over this one must not keep the others from being told; nothing of its text.
      notTaken(
          entry,
          new NotTakenException(
              NotTakenException.Kind.LATER,
              "a fault of ours: " + fault.getClass().getSimpleName()));
      return false;
    }
    return true;
  }

  private void task(WriteBackEntry entry, Telling ours, Reference subject)
      throws ServerAwayException, NotTakenException {
    Optional<Task> theirs = there(Task.class, entry, Systems.TASK);
    WriteBackEntry seen = entry;
    Telling told = ours;
    if (theirs.isPresent()) {
      seen = takingUp.takeUp(entry, ours.task(), theirs.get());
      // Before anything is written: what was judged is not judged again.
      entries.keep(seen, now());
      told = tellings.read(entry.kind(), entry.id()).orElse(ours);
    }
    Task wanted = taskThere.of(told, theirs.orElse(null), subject, seen.said());
    keep(seen, told, write(Task.class, wanted, theirs, Systems.TASK, entry.id()));
  }

  private void flag(WriteBackEntry entry, Telling ours, Reference subject)
      throws ServerAwayException, NotTakenException {
    Optional<Flag> theirs = there(Flag.class, entry, Systems.FLAG);
    Flag wanted = FlagThere.of((Flag) ours.resource(), theirs.orElse(null), subject);
    keep(entry, ours, write(Flag.class, wanted, theirs, Systems.FLAG, entry.id()));
  }

  private <T extends Resource> Optional<T> there(Class<T> type, WriteBackEntry entry, String system)
      throws ServerAwayException, NotTakenException {
    Optional<T> known = entry.there() == null ? Optional.empty() : server.read(type, entry.there());
    return known.isPresent() ? known : server.find(type, system, entry.id());
  }

  private <T extends Resource> T write(
      Class<T> type, T wanted, Optional<T> theirs, String system, String id)
      throws ServerAwayException, NotTakenException {
    if (theirs.isEmpty()) {
      return server.create(type, wanted, system, id);
    }
    T before = theirs.get();
    if (content(type, wanted).equals(content(type, before))) {
      return before;
    }
    return server.update(
        type, wanted, before.getIdElement().getIdPart(), before.getMeta().getVersionId());
  }

  /** Without what the server adds. */
  private <T extends Resource> String content(Class<T> type, T resource) {
    T bare = type.cast(resource.copy());
    bare.setMeta(null);
    bare.setId((String) null);
    if (bare instanceof Task task) {
      task.setText(null);
    } else if (bare instanceof Flag flag) {
      flag.setText(null);
    }
    return fhir.newJsonParser().encodeResourceToString(bare);
  }

  private void keep(WriteBackEntry seen, Telling told, Resource there) {
    entries.keep(
        seen.seen(there.getIdElement().getIdPart(), there.getMeta().getVersionId())
            .told(told.version())
            .settled(State.WRITTEN, null, now()),
        told.open() ? compareAgain() : null);
  }

  private void notTaken(WriteBackEntry entry, NotTakenException not) {
    WriteBackEntry now = latest(entry).orElse(entry);
    boolean refused =
        not.kind() == NotTakenException.Kind.REFUSED
            || (not.kind() == NotTakenException.Kind.CHANGED && now.attempts() + 1 >= RACES);
    WriteBackEntry failed =
        now.failed(refused ? State.REFUSED : State.WAITING, not.getMessage(), now());
    if (refused) {
      LOG.warn("Write-back: a {} was refused: {}", entry.kind(), not.getMessage());
    }
    entries.keep(failed, refused ? null : now().plus(backOff.after(failed.attempts())));
  }

  private Optional<WriteBackEntry> latest(WriteBackEntry entry) {
    // Its version stays that of the beginning: what changed here meanwhile stays due.
    return entries
        .read(entry.kind(), entry.id())
        .map(
            it ->
                new WriteBackEntry(
                    it.kind(),
                    it.id(),
                    entry.version(),
                    it.there(),
                    it.thereVersion(),
                    it.written(),
                    it.attempts(),
                    it.state(),
                    it.reason(),
                    it.since(),
                    it.said()));
  }

  private Instant now() {
    return clock.instant();
  }

  private Instant compareAgain() {
    return now().plus(COMPARE_AGAIN);
  }
}
