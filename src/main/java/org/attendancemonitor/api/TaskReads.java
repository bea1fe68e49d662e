package org.attendancemonitor.api;

import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.task.TaskMapping;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;

/** Task: read, vread, history, search. */
public final class TaskReads implements IResourceProvider {
  private static final String CHANGES = "Provenance:target";

  private final Tasks tasks;
  private final Patients patients;
  private final ApiSettings settings;
  private final Map<String, String> supportWords;
  private final Within within;
  private final ProvenanceReads provenance;

  TaskReads(
      Tasks tasks,
      Patients patients,
      ApiSettings settings,
      Map<String, String> supportWords,
      Within within,
      ProvenanceReads provenance) {
    this.provenance = provenance;
    this.within = within;
    this.supportWords = supportWords;
    this.tasks = tasks;
    this.patients = patients;
    this.settings = settings;
  }

  @Override
  public Class<Task> getResourceType() {
    return Task.class;
  }

  /** The task as it stands, or as it stood at a version. */
  @Read(version = true)
  public Task read(@IdParam IdType id, RequestDetails request) {
    Optional<SupportTask> found =
        !id.hasVersionIdPart()
            ? tasks.read(id.getIdPart())
            : id.isVersionIdPartValidLong()
                ? tasks.version(id.getIdPart(), id.getVersionIdPartAsLong())
                : Optional.empty();
    return found
        .filter(task -> within.reach(request).covers(task.service()))
        .map(this::toFhir)
        .orElseThrow(() -> new ResourceNotFoundException("task"));
  }

  /** The task as it stands, where it is within the work of whoever asks. */
  Optional<Task> find(String id, RequestDetails request) {
    return tasks
        .read(id)
        .filter(task -> within.reach(request).covers(task.service()))
        .map(this::toFhir);
  }

  /** Every version of a task, newest first. */
  @History
  public List<Task> history(@IdParam IdType id, RequestDetails request) {
    List<Task> versions =
        tasks.versions(id.getIdPart()).stream()
            .filter(task -> within.reach(request).covers(task.service()))
            .map(this::toFhir)
            .toList();
    if (versions.isEmpty()) {
      throw new ResourceNotFoundException("task");
    }
    return versions;
  }

  /** Tasks sought; without {@code _sort} the most urgent first. */
  @Search
  public Bundle search(
      @OptionalParam(name = Task.SP_STATUS) TokenOrListParam status,
      @OptionalParam(
              name = Task.SP_PATIENT,
              targetTypes = Patient.class,
              chainWhitelist = {"", Patient.SP_IDENTIFIER})
          ReferenceParam patient,
      @OptionalParam(name = Task.SP_OWNER, targetTypes = Practitioner.class)
          ReferenceOrListParam owner,
      @OptionalParam(name = Task.SP_PERFORMER) TokenOrListParam performer,
      @OptionalParam(name = Task.SP_PRIORITY) TokenOrListParam priority,
      @OptionalParam(name = Task.SP_CODE) TokenOrListParam code,
      @OptionalParam(name = Task.SP_AUTHORED_ON) DateRangeParam authoredOn,
      @IncludeParam(reverse = true, allow = CHANGES) Set<Include> revincludes,
      @Sort SortSpec sort,
      @Count Integer count,
      @Offset Integer offset,
      RequestDetails request) {
    Page page = Page.of(count, offset, settings);
    TaskSearch search =
        new TaskSearch()
            .status(status)
            .owner(owner)
            .ownerRole(performer)
            .priority(priority)
            .code(code)
            .opened(authoredOn)
            .within(within.reach(request))
            .sort(sort);
    String ours = null;
    if (patient != null) {
      Set<Long> rows = patients.of(patient, request);
      search.patient(rows);
      ours = rows.isEmpty() ? null : patients.subject(rows.iterator().next()).id();
    }
    Optional<TaskQuery> query = search.query(page);
    List<Task> found =
        query.map(it -> tasks.search(it).stream().map(this::toFhir).toList()).orElse(List.of());
    Bundle answer = page.answer(request, found, query.map(tasks::count).orElse(0), ours);
    if (revincludes != null && !revincludes.isEmpty()) {
      found.forEach(task -> addChanges(task, request, answer));
    }
    return answer;
  }

  private void addChanges(Task task, RequestDetails request, Bundle answer) {
    for (Provenance change : provenance.ofTask(task.getIdPart())) {
      answer
          .addEntry()
          .setFullUrl(request.getFhirServerBase() + "/Provenance/" + change.getIdPart())
          .setResource(change)
          .getSearch()
          .setMode(SearchEntryMode.INCLUDE);
    }
  }

  Task toFhir(SupportTask task) {
    return TaskMapping.toFhir(task, patients.subject(task.patient()), supportWords);
  }
}
