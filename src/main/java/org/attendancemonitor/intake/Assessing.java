package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.SideBySide;
import org.attendancemonitor.risk.Assessment;

/** Step 4 of an event's way: who is at higher risk of being left behind, and why. */
public final class Assessing {
  private final Assembly assembly;
  private final Assessment assessment;
  private final UnmappedServices unmapped;
  private final SideBySide sideBySide;

  /**
   * @param assembly puts the facts about a person together
   * @param assessment the risk rules
   * @param sideBySide people are assessed each by itself
   */
  public Assessing(Assembly assembly, Assessment assessment, SideBySide sideBySide) {
    this.assembly = assembly;
    this.assessment = assessment;
    this.unmapped = new UnmappedServices(assembly);
    this.sideBySide = sideBySide;
  }

  /** Assesses each person; a rule that fails marks its person and loses no fact. */
  public void assess(Batch batch) {
    Instant now = batch.now();
    List<Batch.Assessment> assessments =
        sideBySide.each(batch.materials(), material -> assess(material, now));
    assessments.forEach(assessment -> batch.unmappedServices(assessment.unmapped()));
    batch.assessed(assessments);
  }

  private Batch.Assessment assess(Material material, Instant now) {
    try {
      PersonRecord record =
          assembly.assemble(material.rows(), material.facts(), material.flags(), material.tasks());
      Set<Code> codes = unmapped.name(record, material.facts());
      return new Batch.Assessment(material, record, assessment.assess(record, now), codes, null);
    } catch (RuntimeException | Error failure) {
      if (Failures.ofMachine(failure)) {
        throw failure;
      }
      return new Batch.Assessment(material, null, null, Set.of(), failure);
    }
  }
}
