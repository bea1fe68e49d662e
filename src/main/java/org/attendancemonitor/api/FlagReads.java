package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.task.FlagMapping;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/**
 * The flags derived here, and the needs people recorded here: read, and search for one patient. A
 * list of everybody with a flag is no use to a clinician, so there is none.
 */
public final class FlagReads implements IResourceProvider {
  /** More than there are rules. */
  private static final int ALL = 10_000;

  private final Flags flags;
  private final CurrentFacts facts;
  private final Patients patients;
  private final PatientSearches searches;
  private final Within within;

  FlagReads(
      Flags flags, CurrentFacts facts, Patients patients, PatientSearches searches, Within within) {
    this.within = within;
    this.flags = flags;
    this.facts = facts;
    this.patients = patients;
    this.searches = searches;
  }

  @Override
  public Class<Flag> getResourceType() {
    return Flag.class;
  }

  /** The flag as it stands. */
  @Read
  public Flag read(@IdParam IdType id, RequestDetails request) {
    return flags
        .read(id.getIdPart())
        .filter(kept -> within.covers(request, kept.patient()))
        .map(this::toFhir)
        .or(
            () ->
                facts
                    .read(FactKind.NEED, id.getIdPart())
                    .filter(kept -> within.covers(request, kept.fact().patient()))
                    .flatMap(this::need))
        .orElseThrow(() -> new ResourceNotFoundException("flag"));
  }

  /** The flags on a patient. */
  @Search
  public Bundle search(
      @RequiredParam(
              name = Flag.SP_PATIENT,
              targetTypes = Patient.class,
              chainWhitelist = {"", Patient.SP_IDENTIFIER})
          ReferenceParam patient,
      @OptionalParam(name = "status") TokenParam status,
      @Count Integer count,
      @Offset Integer offset,
      RequestDetails request) {
    PatientSearches.Sought sought = searches.within(patient, count, offset, request);
    Set<Long> rows = sought.rows();
    List<Flag> all =
        rows.isEmpty()
            ? List.of()
            : Stream.concat(
                    flags.search(rows, false, ALL, 0).stream().map(this::toFhir),
                    facts.of(FactKind.NEED, rows).stream()
                        .map(this::need)
                        .flatMap(Optional::stream))
                .filter(it -> status == null || it.getStatus().toCode().equals(status.getValue()))
                .toList();
    return sought.answer(all);
  }

  /** What systems told of needs stays with them; what people recorded here is given out. */
  private Optional<Flag> need(CurrentFacts.Kept kept) {
    return kept.fact().source().equals(Key.OURS) && kept.fact().fact() instanceof NeedFact need
        ? Optional.of(FlagMapping.toFhir(need, kept.id(), patients.subject(kept.fact().patient())))
        : Optional.empty();
  }

  private Flag toFhir(Flags.Kept kept) {
    return FlagMapping.toFhir(kept.flag(), kept.id(), patients.subject(kept.patient()));
  }
}
