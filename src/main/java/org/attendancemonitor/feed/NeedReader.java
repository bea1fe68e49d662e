package org.attendancemonitor.feed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.Notice;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;

/** Reads what may bear on attending: Flag, Condition, Observation. */
final class NeedReader {
  private static final Set<String> ENDED = Set.of("inactive", "remission", "resolved");
  private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");

  /** Codes that say "no" to what the observation asks. */
  private static final Set<Code> NO =
      Set.of(
          new Code("http://snomed.info/sct", "373067005"),
          new Code("http://terminology.hl7.org/CodeSystem/v2-0136", "N"),
          new Code("http://terminology.hl7.org/CodeSystem/v2-0532", "N"),
          new Code("http://loinc.org", "LA32-8"));

  private NeedReader() {}

  static List<Notice> read(Flag flag, Scope scope) {
    String status = String.valueOf(flag.getStatusElement().getValueAsString());
    if (status.equals("entered-in-error")) {
      return scope.withdrawn(FactKind.NEED, flag.getSubject());
    }
    Times.Days span = scope.period(flag.getPeriod(), "period");
    return List.of(
        scope.notice(
            scope.patient(flag.getSubject(), "subject"),
            new NeedFact(
                Codings.codes(flag.getCode()),
                Codings.codes(flag.getCategory()),
                status.equals("active"),
                span.first(),
                span.last())));
  }

  static List<Notice> read(Condition condition, Scope scope) {
    if (has(condition.getVerificationStatus(), NOT_SO)) {
      return scope.withdrawn(FactKind.NEED, condition.getSubject());
    }
    // The onset, not the day it was written down: what a person was born with held before.
    Times.Days from = span(condition.getOnset(), scope, "onset");
    Times.Days until = span(condition.getAbatement(), scope, "abatement");
    return List.of(
        scope.notice(
            scope.patient(condition.getSubject(), "subject"),
            new NeedFact(
                Codings.codes(condition.getCode()),
                Codings.codes(condition.getCategory()),
                !has(condition.getClinicalStatus(), ENDED),
                from == null ? null : from.first(),
                until == null ? null : until.last())));
  }

  static List<Notice> read(Observation observation, Scope scope) {
    String status = String.valueOf(observation.getStatusElement().getValueAsString());
    if (status.equals("entered-in-error")) {
      return scope.withdrawn(FactKind.NEED, observation.getSubject());
    }
    List<Code> codes = new ArrayList<>();
    boolean asked = add(codes, Codings.codes(observation.getCode()), observation.getValue());
    boolean unanswered = !observation.hasValue() && observation.hasDataAbsentReason();
    if (!asked || unanswered) {
      codes.clear();
    }
    for (ObservationComponentComponent part : observation.getComponent()) {
      if (part.hasValue() || !part.hasDataAbsentReason()) {
        add(codes, Codings.codes(part.getCode()), part.getValue());
      }
    }
    LocalDate from = from(observation, scope);
    return List.of(
        scope.notice(
            scope.patient(observation.getSubject(), "subject"),
            new NeedFact(
                List.copyOf(codes),
                Codings.codes(observation.getCategory()),
                !codes.isEmpty() && !status.equals("cancelled"),
                from,
                null)));
  }

  /** Adds question and answer, unless the answer is "no". */
  private static boolean add(List<Code> codes, List<Code> question, Type answer) {
    List<Code> answers = Codings.of(answer);
    boolean no = answer instanceof BooleanType bool && Boolean.FALSE.equals(bool.getValue());
    if (no || answers.stream().anyMatch(NO::contains)) {
      return false;
    }
    codes.addAll(question);
    codes.addAll(answers);
    return true;
  }

  private static LocalDate from(Observation observation, Scope scope) {
    Times.Days effective = span(observation.getEffective(), scope, "effective");
    return effective == null ? null : effective.first();
  }

  /** A date or a period; an age or a text is no date. */
  private static Times.Days span(Type value, Scope scope, String element) {
    if (value instanceof Period period) {
      return scope.period(period, element + "Period");
    }
    return value instanceof BaseDateTimeType time ? scope.days(time, element + "DateTime") : null;
  }

  private static boolean has(org.hl7.fhir.r4.model.CodeableConcept concept, Set<String> words) {
    return concept.getCoding().stream()
        .anyMatch(coding -> coding.getCode() != null && words.contains(coding.getCode()));
  }
}
