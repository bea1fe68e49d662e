package org.attendancemonitor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Decision;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Chronicle;
import org.attendancemonitor.risk.Assessment;

/**
 * Derives one person again under one policy, from the first receipt on: at every receipt and at
 * every moment the policy asked to look again, with what was known then. What people did is taken
 * as recorded. Safe to share between threads.
 */
public final class Replay {
  /** What comes within this time is derived together, as one transaction of the intake would. */
  static final Duration TOGETHER = Duration.ofSeconds(1);

  private final ServiceCatalogue catalogue;
  private final Assessment assessment;
  private final Policy policy;
  private final Instant until;

  /**
   * @param catalogue which service a code means
   * @param assessment who is at higher risk
   * @param policy the policy to replay
   * @param until the last moment
   */
  public Replay(ServiceCatalogue catalogue, Assessment assessment, Policy policy, Instant until) {
    this.catalogue = catalogue;
    this.assessment = assessment;
    this.policy = policy;
    this.until = until;
  }

  /** Replays one person. */
  public Replayed of(Chronicle chronicle) {
    return new Course(chronicle).run();
  }

  /** One person's replay on its way. */
  private final class Course {
    private final Chronicle chronicle;
    private final SortedSet<Instant> deeds;
    private final Held held = new Held();
    private final Acts acts = new Acts();
    private final Ledger ledger = new Ledger();
    private int failures;

    Course(Chronicle chronicle) {
      this.chronicle = chronicle;
      this.deeds = chronicle.acts();
    }

    Replayed run() {
      SortedSet<Instant> left = chronicle.receipts();
      Instant look = null;
      while (true) {
        Instant next = look;
        if (!left.isEmpty() && (look == null || !look.isBefore(left.first()))) {
          next = lastTogether(left);
        }
        if (next == null || next.isAfter(until)) {
          break;
        }
        left = left.tailSet(next.plusNanos(1));
        look = derive(next);
        look = look != null && look.isAfter(next) ? look : null;
      }
      held.tasks().stream().filter(task -> task.status().open()).forEach(ledger::stillOpen);
      return new Replayed(
          List.copyOf(held.tasks()),
          ledger.openings,
          ledger.contacts,
          ledger.closures,
          acts.lost(),
          failures);
    }

    /** What people do is done to what was there just before, and begins anew. */
    private Instant lastTogether(SortedSet<Instant> left) {
      Instant first = left.first();
      Instant end = first.plus(TOGETHER).plusNanos(1);
      SortedSet<Instant> deedsToCome = deeds.tailSet(first.plusNanos(1));
      if (!deedsToCome.isEmpty() && deedsToCome.first().isBefore(end)) {
        end = deedsToCome.first();
      }
      return left.headSet(end).last();
    }

    /** Derives everyone known at a moment; returns when to look again, or null. */
    private Instant derive(Instant now) {
      Assembly assembly = new Assembly(catalogue, chronicle.placesAt(now));
      Instant look = null;
      for (Chronicle.Known person : chronicle.at(now)) {
        try {
          Instant theirs = derive(person, assembly, now);
          look = look == null || theirs != null && theirs.isBefore(look) ? theirs : look;
        } catch (RuntimeException failure) {
          // As in the intake: the facts stay, nothing follows from them, and the next news tries.
          failures++;
        }
      }
      ledger.momentPassed();
      return look;
    }

    private Instant derive(Chronicle.Known person, Assembly assembly, Instant now) {
      Set<Long> rows = person.rows();
      List<KeptFact> facts =
          deeds.isEmpty() ? person.facts() : acts.applied(person.facts(), held::open);
      PersonRecord record = assembly.assemble(rows, facts, held.flags(rows), held.tasks(rows));
      Decision decision = policy.decide(record, assessment.assess(record, now), now);
      ledger.closures(record, decision.closures());
      for (Change change : decision.changes()) {
        if (change instanceof Change.SetFlag set) {
          held.put(rows, person.rows().first(), set.flag());
        } else {
          SupportTask task = task(change);
          ledger.task(held.put(task), task, now);
        }
      }
      return decision.lookAgainAt();
    }

    private static SupportTask task(Change change) {
      return change instanceof Change.OpenTask open
          ? open.task()
          : ((Change.AmendTask) change).task();
    }
  }
}
