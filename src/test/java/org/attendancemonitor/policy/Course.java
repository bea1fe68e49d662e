package org.attendancemonitor.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Need;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;

/**
 * One person over time: facts come, people act, and what is derived is kept, as the monitor would,
 * without a store.
 */
final class Course {
  final Deriving deriving;
  final RecordBuilder facts;
  private List<Flag> flags = List.of();
  private List<SupportTask> tasks = List.of();
  private Instant look;

  Course(Deriving deriving, RecordBuilder facts) {
    this.deriving = deriving;
    this.facts = facts;
  }

  /** Everything known, with flags and tasks as they are kept. */
  PersonRecord record() {
    return RandomRecords.with(facts.build(), flags, tasks);
  }

  List<SupportTask> tasks() {
    return tasks;
  }

  List<SupportTask> open() {
    return tasks.stream().filter(task -> task.status().open()).toList();
  }

  /** The moment at which the last derivation asked to be made again, or null. */
  Instant look() {
    return look;
  }

  /** It is asked to look again then, and not when the policy says. */
  void look(Instant moment) {
    look = moment;
  }

  /** Derives and keeps what follows. */
  Decision derive(Instant now) {
    PersonRecord before = record();
    Decision decision = deriving.decide(before, now);
    keep(before, decision);
    return decision;
  }

  void keep(PersonRecord before, Decision decision) {
    PersonRecord after = RecordRestated.after(before, decision);
    flags = after.flags();
    tasks = after.tasks();
    look = decision.lookAgainAt();
  }

  /** Somebody asks to do something; what may be done becomes facts. */
  ActAnswer act(Act act, Instant now) {
    ActAnswer answer = deriving.judge(record(), act, now);
    if (answer instanceof ActAnswer.Allowed allowed) {
      facts.act(allowed.action());
      Optional.ofNullable(allowed.contact()).map(this::contact).ifPresent(facts::contact);
      allowed
          .needs()
          .forEach(
              need ->
                  facts.need(new Need(need.codes(), need.categories(), need.from(), need.until())));
    }
    return answer;
  }

  /** As the record's assembly tells keys of appointments from those of referrals. */
  private Contact contact(ContactFact fact) {
    PersonRecord known = facts.build();
    List<String> about = fact.about().stream().map(Key::text).toList();
    return new Contact(
        known.appointments().stream().map(it -> it.id()).filter(about::contains).toList(),
        known.referrals().stream().map(it -> it.id()).filter(about::contains).toList(),
        fact.reached(),
        fact.channel(),
        fact.at(),
        fact.reasons(),
        fact.supports(),
        fact.needsAsked(),
        fact.by());
  }
}
