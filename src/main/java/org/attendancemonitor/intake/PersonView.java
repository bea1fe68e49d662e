package org.attendancemonitor.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.Names;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.risk.Assessed;
import org.attendancemonitor.risk.Assessment;

/**
 * One person as the rules see them at this moment: read from what is committed, beside whoever
 * writes, so that an answer waits for no batch.
 */
public final class PersonView {
  /** Whole records in the memory at a time. */
  private static final int AT_ONCE = 100;

  private final Recall recall;
  private final Assembly assembly;
  private final Assessment assessment;
  private final Clock clock;

  /**
   * @param recall reads people as they are kept
   * @param assembly puts the facts about a person together
   * @param assessment the risk rules
   * @param clock tells the moment
   */
  public PersonView(Recall recall, Assembly assembly, Assessment assessment, Clock clock) {
    this.recall = recall;
    this.assembly = assembly;
    this.assessment = assessment;
    this.clock = clock;
  }

  /**
   * A person at a moment.
   *
   * @param record everything known
   * @param assessed what the risk rules make of it
   * @param facts what it was put together from
   * @param now the moment
   */
  public record Seen(PersonRecord record, Assessed assessed, List<KeptFact> facts, Instant now) {}

  /**
   * The person the rows belong to.
   *
   * @param rows of one person; empty where nobody is known
   */
  public Optional<Seen> of(Set<Long> rows) {
    return recall.of(rows).stream().findFirst().map(this::seen);
  }

  /**
   * The people that each of the rows belongs to, by row: many are read for little more than one.
   *
   * @param rows of any people
   */
  public Map<Long, Seen> each(Collection<Long> rows) {
    Map<Long, Seen> seen = new HashMap<>();
    List<Long> distinct = rows.stream().distinct().toList();
    for (int from = 0; from < distinct.size(); from += AT_ONCE) {
      Set<Long> some =
          Set.copyOf(distinct.subList(from, Math.min(distinct.size(), from + AT_ONCE)));
      for (Material material : recall.of(some)) {
        Seen person = seen(material);
        material.rows().stream().filter(some::contains).forEach(row -> seen.put(row, person));
      }
    }
    return seen;
  }

  /** How the person's record calls what senders call by their keys. */
  public Names names(Seen seen) {
    return assembly.names(seen.facts());
  }

  private Seen seen(Material material) {
    Instant now = clock.instant();
    PersonRecord record =
        assembly.assemble(material.rows(), material.facts(), material.flags(), material.tasks());
    return new Seen(record, assessment.assess(record, now), material.facts(), now);
  }
}
