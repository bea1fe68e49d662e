package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.task.ProvenanceMapping;
import org.attendancemonitor.task.TaskChange;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;

/**
 * Who changed a task, in which role and for which team, when and why: read, and search by the task,
 * by an attempt to reach somebody, or by the patient.
 */
public final class ProvenanceReads implements IResourceProvider {
  /** More than a person ever has. */
  private static final int ALL = 10_000;

  private final Tasks tasks;
  private final TaskChanges changes;
  private final PatientSearches searches;
  private final Within within;

  ProvenanceReads(Tasks tasks, TaskChanges changes, PatientSearches searches, Within within) {
    this.tasks = tasks;
    this.changes = changes;
    this.searches = searches;
    this.within = within;
  }

  @Override
  public Class<Provenance> getResourceType() {
    return Provenance.class;
  }

  /** One change. */
  @Read
  public Provenance read(@IdParam IdType id, RequestDetails request) {
    Reach reach = within.reach(request);
    return changes
        .read(id.getIdPart())
        .filter(change -> reach.covers(change.after().service()))
        .map(ProvenanceReads::toFhir)
        .orElseThrow(() -> new ResourceNotFoundException("provenance"));
  }

  /** Changes of a task, or of all tasks of a patient, the newest first. */
  @Search
  public Bundle search(
      @OptionalParam(
              name = Provenance.SP_TARGET,
              targetTypes = {Task.class, Communication.class})
          ReferenceParam target,
      @OptionalParam(
              name = Provenance.SP_PATIENT,
              targetTypes = Patient.class,
              chainWhitelist = {"", Patient.SP_IDENTIFIER})
          ReferenceParam patient,
      @OptionalParam(name = Provenance.SP_AGENT, targetTypes = Practitioner.class)
          ReferenceParam agent,
      @OptionalParam(name = Provenance.SP_RECORDED) DateRangeParam recorded,
      @Count Integer count,
      @Offset Integer offset,
      RequestDetails request) {
    if (target == null && patient == null) {
      throw new Refused(
          400,
          Outcomes.of(
              IssueType.REQUIRED, "incomplete", "Give target or patient; others narrow it down."));
    }
    PatientSearches.Sought sought = searches.anywhere(patient, count, offset, request);
    Reach reach = within.reach(request);
    return sought.answer(
        (target == null ? ofPatient(sought.rows()) : ofTarget(target, patient, sought.rows()))
            .filter(change -> reach.covers(change.after().service()))
            .filter(change -> agent == null || by(agent.getIdPart(), change))
            .filter(change -> recorded == null || isWithin(recorded, change.at()))
            .sorted(java.util.Comparator.comparing(TaskChange::at).reversed())
            .map(ProvenanceReads::toFhir)
            .toList());
  }

  /** The changes of a task that whoever asks may see. */
  List<Provenance> ofTask(String task) {
    return changes.of(task).stream().map(ProvenanceReads::toFhir).toList();
  }

  private Stream<TaskChange> ofPatient(Set<Long> rows) {
    if (rows.isEmpty()) {
      return Stream.empty();
    }
    TaskQuery all = TaskQuery.all(ALL);
    TaskQuery theirs =
        new TaskQuery(
            all.statuses(),
            rows,
            all.ownerRoles(),
            all.owners(),
            all.priorities(),
            all.kinds(),
            all.services(),
            all.openedFrom(),
            all.openedUntil(),
            all.sort(),
            ALL,
            0);
    return tasks.search(theirs).stream()
        .map(SupportTask::id)
        .flatMap(id -> changes.of(id).stream());
  }

  private Stream<TaskChange> ofTarget(
      ReferenceParam target, ReferenceParam patient, Set<Long> rows) {
    IdType id = new IdType(target.getValue());
    List<TaskChange> found =
        Communication.class.getSimpleName().equals(target.getResourceType())
            ? changes.ofCommunication(id.getIdPart())
            : changes.of(id.getIdPart());
    Optional<Long> version = Optional.ofNullable(id.getVersionIdPartAsLong());
    return found.stream()
        .filter(change -> patient == null || rows.contains(change.after().patient()))
        .filter(change -> version.isEmpty() || version.get() == change.after().version());
  }

  private static boolean by(String name, TaskChange change) {
    return change.action() != null && change.action().actor().name().equals(name);
  }

  private static boolean isWithin(DateRangeParam range, Instant at) {
    Date from = range.getLowerBoundAsInstant();
    Date until = range.getUpperBoundAsInstant();
    return (from == null || !at.isBefore(from.toInstant()))
        && (until == null || !at.isAfter(until.toInstant()));
  }

  /** Whom it is about stands nowhere in a Provenance, and is needed to write down who looks. */
  private static Provenance toFhir(TaskChange change) {
    Provenance provenance = ProvenanceMapping.toFhir(change);
    provenance.setUserData(AuditedReads.PATIENT, change.after().patient());
    return provenance;
  }
}
