package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.ActAnswer;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.risk.Assessment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 2b of an event's way: what people ask to do is judged against the record as it is inside the
 * lock, and what may be done becomes facts. What may not is told to who asked, and changes nothing.
 */
public final class Acting {
  /** Code of the reason why nothing can be done with a task that is not there. */
  public static final String UNKNOWN_TASK = "unknown-task";

  /** What the policy made of it: facts to keep, or a refusal. */
  private record Judged(List<Fact> facts, Instant at, ActAnswer.Refused refusal) {}

  private static final Logger LOG = LoggerFactory.getLogger(Acting.class);

  private final Tasks tasks;
  private final Recall recall;
  private final ActFacts kept;
  private final Assembly assembly;
  private final Assessment assessment;
  private final Policy policy;
  private final AuditTrail audit;

  /**
   * @param tasks finds the person a task is for
   * @param recall reads and holds the people concerned
   * @param kept keeps what was done
   * @param assembly puts the facts about a person together
   * @param assessment the risk rules
   * @param policy judges
   * @param audit keeps who did what, in the same transaction
   */
  public Acting(
      Tasks tasks,
      Recall recall,
      ActFacts kept,
      Assembly assembly,
      Assessment assessment,
      Policy policy,
      AuditTrail audit) {
    this.audit = audit;
    this.tasks = tasks;
    this.recall = recall;
    this.kept = kept;
    this.assembly = assembly;
    this.assessment = assessment;
    this.policy = policy;
  }

  /** Answers everything people ask in this batch, in order; most batches hold nothing of it. */
  public void act(Batch batch) {
    Map<Integer, Optional<Long>> rows = rows(batch);
    if (rows.isEmpty()) {
      return;
    }
    AtHand people = new AtHand(recall, assembly, assessment, policy);
    Set<Long> concerned = new TreeSet<>();
    rows.values().forEach(row -> row.ifPresent(concerned::add));
    people.hold(concerned);
    rows.forEach(
        (work, row) -> {
          if (row.isEmpty()) {
            batch.answered(work, new Verdict(List.of(), unknown()), Set.of());
          } else {
            answer(work, row.get(), people, batch);
          }
        });
  }

  /**
   * Which submissions ask something, and of which patient row; none where there is no such task.
   */
  private Map<Integer, Optional<Long>> rows(Batch batch) {
    Map<Integer, Optional<Long>> rows = new LinkedHashMap<>();
    for (int work = 0; work < batch.works().size(); work++) {
      Asked asked = batch.works().get(work).submission().asked();
      if (asked instanceof Asked.WithTask with) {
        rows.put(work, tasks.read(with.act().task()).map(SupportTask::patient));
      } else if (asked instanceof Asked.Place place) {
        rows.put(work, Optional.of(place.patient()));
      }
    }
    return rows;
  }

  private void answer(int work, long row, AtHand people, Batch batch) {
    Submission submission = batch.works().get(work).submission();
    Judged judged;
    try {
      judged = judge(submission.asked(), row, people, batch.now());
    } catch (RuntimeException failure) {
      // A rule that fails fails this one: what others ask, and what was kept before, stands.
      LOG.error("an act could not be judged: {}", Failures.describe(failure));
      batch.answered(work, Failures.verdict(submission), Set.of());
      return;
    }
    audit.append(List.of(entry(submission, row, judged)));
    if (judged.refusal() != null) {
      batch.answered(work, new Verdict(List.of(), judged.refusal()), Set.of());
      return;
    }
    batch.reaches(judged.at());
    Set<Long> changed = kept.keep(judged.facts(), row, judged.at());
    people.changed(row);
    batch.answered(work, new Verdict(List.of(done(row))), changed);
  }

  private static AuditEntry entry(Submission submission, long row, Judged judged) {
    Asked asked = submission.asked();
    Actor actor;
    String object;
    String what;
    if (asked instanceof Asked.Place place) {
      actor = place.placing().actor();
      object = place.placing().referral().text();
      what = "place";
    } else {
      Act act = ((Asked.WithTask) asked).act();
      actor = act.actor();
      object = act.task();
      what = act.verb().name().toLowerCase(Locale.ROOT);
    }
    return new AuditEntry(
        judged.at(),
        "change",
        actor.name(),
        actor.roles(),
        actor.team(),
        row,
        object,
        List.of(what),
        null,
        judged.refusal() == null ? AuditEntry.DONE : AuditEntry.REFUSED,
        submission.request());
  }

  private Judged judge(Asked asked, long row, AtHand people, Instant now) {
    AtHand.Person person = people.person(row, now);
    return asked instanceof Asked.Place place
        ? judge(place, people.referralId(row, place.placing().referral()), person)
        : judge(((Asked.WithTask) asked).act(), person);
  }

  private Judged judge(Act act, AtHand.Person person) {
    ActAnswer answer = policy.judge(person.record(), person.assessed(), act, person.at());
    if (answer instanceof ActAnswer.Refused refused) {
      return new Judged(List.of(), person.at(), refused);
    }
    ActAnswer.Allowed allowed = (ActAnswer.Allowed) answer;
    List<Fact> facts = new ArrayList<>();
    facts.add(allowed.action());
    if (allowed.contact() != null) {
      facts.add(allowed.contact());
    }
    facts.addAll(allowed.needs());
    return new Judged(facts, person.at(), null);
  }

  private Judged judge(Asked.Place place, String referral, AtHand.Person person) {
    PlacingFact asked = place.placing();
    PlacingFact placing =
        new PlacingFact(
            new Key(referral), asked.urgency(), asked.actor(), person.at(), asked.note());
    return policy
        .judgePlacing(person.record(), placing, place.after())
        .map(refused -> new Judged(List.of(), person.at(), refused))
        .orElseGet(() -> new Judged(List.of(placing), person.at(), null));
  }

  private static Verdict.EntryVerdict done(long row) {
    return new Verdict.EntryVerdict(Verdict.Result.ACCEPTED, "", null, row, null, null);
  }

  private static ActAnswer.Refused unknown() {
    return new ActAnswer.Refused(
        ActAnswer.Kind.UNUSABLE, List.of(new Reason(UNKNOWN_TASK, "There is no such task.")));
  }
}
