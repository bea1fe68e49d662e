package org.attendancemonitor.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Material;

/**
 * What goes through one transaction together, and what the steps have made of it so far. Belongs to
 * one thread.
 */
public final class Batch {
  private final List<Work> works;
  private Instant now;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final Set<Long> patients = new LinkedHashSet<>();
  private List<Material> materials = List.of();
  private List<Assessment> assessments = List.of();
  private List<Derivation> derivations = List.of();
  private final Set<Code> unmappedServices = new LinkedHashSet<>();
  private final StepTimes times;
  private long since;

  /** One person between the steps; the parts are filled from left to right. */
  record Assessment(
      Material material,
      org.attendancemonitor.attendance.PersonRecord record,
      org.attendancemonitor.risk.Assessed assessed,
      Set<Code> unmapped,
      Throwable failure) {}

  Batch(List<Work> works, Instant now, StepTimes times) {
    this.works = List.copyOf(works);
    this.now = now;
    this.times = times;
    this.since = System.nanoTime();
    works.forEach(work -> patients.addAll(work.submission().patients()));
  }

  List<Work> works() {
    return works;
  }

  /** The moment the whole batch is judged at. */
  public Instant now() {
    return now;
  }

  /** What was done later than the batch began belongs to the moment it is judged at. */
  void reaches(Instant moment) {
    now = moment.isAfter(now) ? moment : now;
  }

  /** Its transaction has its turn. */
  void begun() {
    passed(StepTimes.Step.BEGIN);
  }

  void recorded(List<Verdict> verdicts, Collection<Long> patients) {
    passed(StepTimes.Step.RECORD);
    this.verdicts.clear();
    this.verdicts.addAll(verdicts);
    this.patients.addAll(patients);
  }

  /** What a person asked has its verdict; these people's records have changed by it. */
  void answered(int work, Verdict verdict, Collection<Long> patients) {
    verdicts.set(work, verdict);
    this.patients.addAll(patients);
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  Set<Long> patients() {
    return patients;
  }

  void recalled(List<Material> materials) {
    passed(StepTimes.Step.RECALL);
    this.materials = materials;
  }

  List<Material> materials() {
    return materials;
  }

  void assessed(List<Assessment> assessments) {
    passed(StepTimes.Step.ASSESS);
    this.assessments = assessments;
  }

  List<Assessment> assessments() {
    return assessments;
  }

  /** These codes of services told no service. */
  void unmappedServices(Collection<Code> codes) {
    unmappedServices.addAll(codes);
  }

  Set<Code> unmappedServices() {
    return unmappedServices;
  }

  void decided(List<Derivation> derivations) {
    passed(StepTimes.Step.DECIDE);
    this.derivations = derivations;
  }

  List<Derivation> derivations() {
    return derivations;
  }

  void kept() {
    passed(StepTimes.Step.KEEP);
  }

  /** Its transaction has ended well. */
  void committed() {
    passed(StepTimes.Step.COMMIT);
    int messages = 0;
    for (int i = 0; i < works.size(); i++) {
      if (works.get(i).submission().message() != null && verdicts.get(i).clean()) {
        messages++;
      }
    }
    times.committed(messages);
  }

  private void passed(StepTimes.Step step) {
    long now = System.nanoTime();
    times.add(step, now - since);
    since = now;
  }
}
