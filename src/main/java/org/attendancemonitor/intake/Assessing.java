package org.attendancemonitor.intake;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.PersonRecord;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.risk.Assessment;

/** Step 4 of an event's way: who is at higher risk of being left behind, and why. */
public final class Assessing {
  private final Assembly assembly;
  private final Assessment assessment;
  private final UnmappedServices unmapped;

  /**
   * @param assembly puts the facts about a person together
   * @param assessment the risk rules
   */
  public Assessing(Assembly assembly, Assessment assessment) {
    this.assembly = assembly;
    this.assessment = assessment;
    this.unmapped = new UnmappedServices(assembly);
  }

  /** Assesses each person; a rule that fails marks its person and loses no fact. */
  public void assess(Batch batch) {
    List<Batch.Assessment> assessments = new ArrayList<>(batch.materials().size());
    for (Material material : batch.materials()) {
      assessments.add(assess(material, batch));
    }
    batch.assessed(assessments);
  }

  private Batch.Assessment assess(Material material, Batch batch) {
    try {
      PersonRecord record =
          assembly.assemble(material.rows(), material.facts(), material.flags(), material.tasks());
      batch.unmappedServices(unmapped.name(record, material.facts()));
      return new Batch.Assessment(material, record, assessment.assess(record, batch.now()), null);
    } catch (RuntimeException failure) {
      return new Batch.Assessment(material, null, null, failure);
    }
  }
}
