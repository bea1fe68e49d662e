package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.Tasks;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Task;

/**
 * {@code GET Task/$worklist}: what is to be done, in the order it is to be done in: overdue first,
 * then the most urgent, then the earliest due. {@code service}, {@code owner-role} and {@code kind}
 * narrow it, each with one value or several between commas.
 */
public final class Worklist implements IResourceProvider {
  private static final Set<String> PARAMETERS =
      Set.of("service", "owner-role", "kind", "_count", "_offset", "_format", "_pretty");
  private static final Set<TaskStatus> OPEN =
      Arrays.stream(TaskStatus.values()).filter(TaskStatus::open).collect(Collectors.toSet());

  private final Tasks tasks;
  private final TaskReads reads;
  private final ApiSettings settings;
  private final Within within;
  private final Clock clock;

  Worklist(Tasks tasks, TaskReads reads, ApiSettings settings, Within within, Clock clock) {
    this.within = within;
    this.tasks = tasks;
    this.reads = reads;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Class<Task> getResourceType() {
    return Task.class;
  }

  /** The open tasks sought, ranked. */
  @Operation(name = "$worklist", manualRequest = true, idempotent = true)
  public Bundle worklist(RequestDetails request) {
    if (!PARAMETERS.containsAll(request.getParameters().keySet())) {
      throw badRequest("A parameter is none of service, owner-role, kind, _count, _offset.");
    }
    OperationInput input = OperationInput.of(request);
    Page page = Page.of(input.number("_count"), input.number("_offset"), settings);
    Set<TaskKind> kinds = kinds(input);
    if (kinds.isEmpty() && input.text("kind").isPresent()) {
      return page.answer(request, List.of(), 0, null);
    }
    Reach reach = within.reach(request);
    Set<String> services = services(input, reach);
    if (services.isEmpty() && !(reach.everywhere() && input.text("service").isEmpty())) {
      return page.answer(request, List.of(), 0, null);
    }
    TaskQuery query =
        new TaskQuery(
            OPEN,
            Set.of(),
            values(input, "owner-role"),
            Set.of(),
            Set.of(),
            kinds,
            services,
            Optional.empty(),
            Optional.empty(),
            TaskQuery.Sort.RANK,
            page.size(),
            page.offset());
    List<Task> found =
        tasks.overdueFirst(query, clock.instant()).stream().map(reads::toFhir).toList();
    return page.answer(request, found, tasks.count(query), null);
  }

  private static Set<String> services(OperationInput input, Reach reach) {
    Set<String> asked = values(input, "service");
    return asked.isEmpty()
        ? reach.services()
        : asked.stream().filter(reach::covers).collect(Collectors.toSet());
  }

  private static Set<TaskKind> kinds(OperationInput input) {
    Set<TaskKind> kinds = new HashSet<>();
    for (String code : values(input, "kind")) {
      Arrays.stream(TaskKind.values()).filter(it -> it.code().equals(code)).forEach(kinds::add);
    }
    return kinds;
  }

  private static Set<String> values(OperationInput input, String name) {
    return input.text(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  private static Refused badRequest(String text) {
    return new Refused(400, Outcomes.of(IssueType.VALUE, "bad-request", text));
  }
}
