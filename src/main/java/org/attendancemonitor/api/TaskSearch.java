package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.record.TaskQuery;
import org.attendancemonitor.record.TaskQuery.Sort;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Search parameters of Task as a question to the record. A parameter that was given and fits
 * nothing makes the answer empty; it must never widen it.
 */
final class TaskSearch {
  private Set<TaskStatus> statuses = Set.of();
  private Set<Long> patients = Set.of();
  private Set<String> roles = Set.of();
  private Set<String> owners = Set.of();
  private Set<Priority> priorities = Set.of();
  private Set<TaskKind> kinds = Set.of();
  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> until = Optional.empty();
  private Sort sort = Sort.RANK;
  private Set<String> services = Set.of();
  private boolean nothing;

  TaskSearch status(TokenOrListParam sought) {
    if (sought != null) {
      statuses =
          narrow(
              values(
                  sought, "http://hl7.org/fhir/task-status", it -> TaskStatus.valueOf(name(it))));
    }
    return this;
  }

  TaskSearch patient(Set<Long> rows) {
    patients = narrow(rows);
    return this;
  }

  TaskSearch within(Reach reach) {
    if (!reach.everywhere()) {
      services = narrow(reach.services());
    }
    return this;
  }

  TaskSearch owner(ReferenceOrListParam sought) {
    if (sought != null) {
      owners =
          narrow(
              sought.getValuesAsQueryTokens().stream()
                  .map(it -> it.getIdPart())
                  .collect(Collectors.toSet()));
    }
    return this;
  }

  TaskSearch ownerRole(TokenOrListParam sought) {
    if (sought != null) {
      roles = narrow(values(sought, Systems.OWNER_ROLE, it -> it));
    }
    return this;
  }

  TaskSearch priority(TokenOrListParam sought) {
    if (sought != null) {
      priorities =
          narrow(
              values(
                  sought,
                  "http://hl7.org/fhir/request-priority",
                  it -> Priority.valueOf(name(it))));
    }
    return this;
  }

  TaskSearch code(TokenOrListParam sought) {
    if (sought != null) {
      kinds = narrow(values(sought, Systems.TASK_KIND, TaskKind::of));
    }
    return this;
  }

  TaskSearch opened(DateRangeParam sought) {
    if (sought != null) {
      from = Optional.ofNullable(sought.getLowerBound()).map(TaskSearch::start);
      // The upper bound is the last millisecond that belongs to it.
      until =
          Optional.ofNullable(sought.getUpperBoundAsInstant())
              .map(date -> date.toInstant().plusMillis(1));
    }
    return this;
  }

  TaskSearch sort(SortSpec asked) {
    if (asked != null) {
      String name = (asked.getOrder() == SortOrderEnum.DESC ? "-" : "") + asked.getParamName();
      sort =
          switch (name) {
            case "authored-on" -> Sort.OPENED;
            case "-authored-on" -> Sort.NEWEST;
            case "-modified", "-_lastUpdated" -> Sort.MODIFIED;
            case "-priority" -> Sort.RANK;
            case "due" -> Sort.DUE;
            default ->
                throw new Refused(
                    400,
                    Outcomes.of(
                        IssueType.NOTSUPPORTED,
                        "not-supported",
                        "_sort is one of authored-on, -authored-on, -modified, -priority, due."));
          };
    }
    return this;
  }

  /** The question, or nothing where the answer can only be empty. */
  Optional<TaskQuery> query(Page page) {
    return nothing
        ? Optional.empty()
        : Optional.of(
            new TaskQuery(
                statuses,
                patients,
                roles,
                owners,
                priorities,
                kinds,
                services,
                from,
                until,
                sort,
                page.size(),
                page.offset()));
  }

  /** The first moment that fits: after a day means after its end. */
  private static Instant start(DateParam bound) {
    ParamPrefixEnum prefix = bound.getPrefix();
    if (prefix != ParamPrefixEnum.GREATERTHAN && prefix != ParamPrefixEnum.STARTS_AFTER) {
      return new DateRangeParam(bound).getLowerBoundAsInstant().toInstant();
    }
    DateParam through = new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, bound.getValueAsString());
    return new DateRangeParam(through).getUpperBoundAsInstant().toInstant().plusMillis(1);
  }

  private <T> Set<T> narrow(Set<T> values) {
    nothing |= values.isEmpty();
    return values;
  }

  private static <T> Set<T> values(
      TokenOrListParam sought, String system, Function<String, T> reading) {
    Set<T> values = new HashSet<>();
    for (TokenParam token : sought.getValuesAsQueryTokens()) {
      if (token.getModifier() != null || token.getMissing() != null) {
        throw new Refused(
            400,
            Outcomes.of(IssueType.NOTSUPPORTED, "not-supported", "Modifiers are not read here."));
      }
      if (token.getSystem() == null
          || token.getSystem().isEmpty()
          || token.getSystem().equals(system)) {
        try {
          values.add(reading.apply(token.getValueNotNull()));
        } catch (IllegalArgumentException e) {
          // A code that no task of ours has.
        }
      }
    }
    return values;
  }

  private static String name(String code) {
    return code.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
