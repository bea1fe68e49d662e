package org.attendancemonitor.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.Assessment;

/**
 * The people whom one batch of acts is about, as they stand between two acts: each sees what the
 * earlier ones have changed, though it is written only at the end.
 */
final class AtHand {
  private final Recall recall;
  private final Assembly assembly;
  private final Assessment assessment;
  private final Policy policy;
  private final Map<Long, Material> materials = new HashMap<>();
  private final Set<Long> actedOn = new HashSet<>();

  /**
   * One person.
   *
   * @param record everything known
   * @param assessed what risk makes of it at that moment
   * @param at the moment: later than everything anybody did before, so that the order stays told
   */
  record Person(PersonRecord record, Assessed assessed, Instant at) {}

  AtHand(Recall recall, Assembly assembly, Assessment assessment, Policy policy) {
    this.recall = recall;
    this.assembly = assembly;
    this.assessment = assessment;
    this.policy = policy;
  }

  /** Reads these people, and holds all of them at once so that no two writers wait in a ring. */
  void hold(Set<Long> rows) {
    for (Material material : recall.of(rows)) {
      material.rows().forEach(row -> materials.put(row, material));
    }
  }

  /** The id of the referral of a person that a key means. */
  String referralId(long row, Key referral) {
    return assembly.names(materials.get(row).facts()).referral(referral);
  }

  /** Something was kept about a person: what comes next sees it. */
  void changed(long row) {
    actedOn.addAll(materials.get(row).rows());
    hold(Set.of(row));
  }

  /** The person as they stand now. */
  Person person(long row, Instant now) {
    Material material = materials.get(row);
    PersonRecord record =
        assembly.assemble(material.rows(), material.facts(), material.flags(), material.tasks());
    Instant at = after(lastAct(record), now);
    Assessed assessed = assessment.assess(record, at);
    if (actedOn.contains(row)) {
      record = decided(record, policy.decide(record, assessed, at).changes());
    }
    return new Person(record, assessed, at);
  }

  private static Optional<Instant> lastAct(PersonRecord record) {
    return Stream.concat(
            record.actions().stream().map(ActionFact::at),
            record.placings().stream().map(Placing::at))
        .max(Instant::compareTo);
  }

  /** Times are kept in milliseconds. */
  private static Instant after(Optional<Instant> last, Instant now) {
    Instant kept = now.truncatedTo(ChronoUnit.MILLIS);
    return last.filter(it -> !it.isBefore(kept)).map(it -> it.plusMillis(1)).orElse(kept);
  }

  private static PersonRecord decided(PersonRecord record, List<Change> changes) {
    List<SupportTask> tasks = new ArrayList<>(record.tasks());
    for (Change change : changes) {
      if (change instanceof Change.OpenTask open) {
        tasks.add(open.task());
      } else if (change instanceof Change.AmendTask amended) {
        tasks.replaceAll(task -> task.id().equals(amended.task().id()) ? amended.task() : task);
      }
    }
    return record.withTasks(List.copyOf(tasks));
  }
}
