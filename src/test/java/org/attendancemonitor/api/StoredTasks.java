package org.attendancemonitor.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ReferralStatus;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Incoming;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Store;

/** One person's tasks and referral in the record, put there without the rules. */
final class StoredTasks {
  private static final Instant OPENED = Instant.parse("2026-03-02T12:00:00Z");

  private final Store store;
  private final String run;
  private final Long row;

  StoredTasks(Store store, String run) {
    this.store = store;
    this.run = run;
    Key patient = Key.ofId("epr", "Patient", run);
    Key need = Key.ofId("epr", "ServiceRequest", id("mention"));
    row = say(need, patient, referral(need));
  }

  /** An id that only this person's things have. */
  String id(String name) {
    return run + "-" + name;
  }

  long row() {
    return row;
  }

  /** A referral called {@code r} by its sender. */
  Key referral(String identifier) {
    Key key = Key.ofId("epr", "ServiceRequest", id("r"));
    say(key, Key.ofId("epr", "Patient", run), referral(key));
    return key;
  }

  private static ReferralFact referral(Key key) {
    return new ReferralFact(
        List.of(key), ReferralStatus.ACTIVE, List.of(), List.of(), null, null, false, null);
  }

  /** Something a source said, some minutes after everything else. */
  void say(String source, Key key, Fact fact, int minutes) {
    say(source, key, Key.ofId("epr", "Patient", run), fact, OPENED.plusSeconds(60L * minutes));
  }

  private Long say(Key key, Key patient, Fact fact) {
    return say("epr", key, patient, fact, OPENED);
  }

  private Long say(String source, Key key, Key patient, Fact fact, Instant at) {
    Incoming incoming =
        new Incoming(new Notice(key, patient, fact, at, null), source, source, at, false, true);
    return store.inTransaction(
        () ->
            new Facts(store, new Places(store))
                .keep(List.of(incoming))
                .get(0)
                .patients()
                .iterator()
                .next());
  }

  void open(String name, String service, Priority priority, Instant due) {
    keep(
        new Change.OpenTask(
            task(name, 1, TaskStatus.REQUESTED)
                .draft()
                .service(service)
                .priority(priority)
                .due(due)
                .build()));
  }

  void keep(Change change) {
    store.inTransaction(
        () -> {
          Material before = new Recall(store).of(Set.of(row)).get(0);
          new Derived(store).keep(List.of(derivation(before, change)));
          return null;
        });
  }

  private static Derivation derivation(Material before, Change change) {
    return new Derivation(
        before, List.of(change), List.of(), List.of(), List.of(), List.of(), null, false, OPENED);
  }

  SupportTask task(String name, long version, TaskStatus status) {
    return new SupportTask(
        id(name),
        row,
        "implicit|msk",
        "msk",
        TaskKind.SUPPORT_ATTENDANCE,
        status,
        Priority.URGENT,
        "T4",
        "1",
        List.of(new Step("contact", OPENED.plusSeconds(60), null)),
        OPENED.plusSeconds(60),
        "key-worker",
        null,
        List.of(new Reason("missed", "Missed an appointment.")),
        List.of("S03"),
        List.of(),
        OPENED,
        OPENED.plusSeconds(version),
        version,
        null,
        false,
        List.of(),
        Map.of(),
        List.of(),
        null);
  }
}
