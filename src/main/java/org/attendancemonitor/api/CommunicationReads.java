package org.attendancemonitor.api;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.task.CommunicationMapping;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/** Every recorded attempt to reach a patient, by whomever: read, and search for one patient. */
public final class CommunicationReads implements IResourceProvider {
  private final CurrentFacts facts;
  private final Patients patients;
  private final PatientSearches searches;
  private final Within within;

  CommunicationReads(
      CurrentFacts facts, Patients patients, PatientSearches searches, Within within) {
    this.within = within;
    this.facts = facts;
    this.patients = patients;
    this.searches = searches;
  }

  @Override
  public Class<Communication> getResourceType() {
    return Communication.class;
  }

  /** The attempt as it is recorded now. */
  @Read
  public Communication read(@IdParam IdType id, RequestDetails request) {
    return facts
        .read(FactKind.CONTACT, id.getIdPart())
        .filter(kept -> within.covers(request, kept.fact().patient()))
        .flatMap(this::toFhir)
        .orElseThrow(() -> new ResourceNotFoundException("communication"));
  }

  /** The attempts to reach a patient, the newest first. */
  @Search
  public Bundle search(
      @RequiredParam(
              name = Communication.SP_PATIENT,
              targetTypes = Patient.class,
              chainWhitelist = {"", Patient.SP_IDENTIFIER})
          ReferenceParam patient,
      @Count Integer count,
      @Offset Integer offset,
      RequestDetails request) {
    PatientSearches.Sought sought = searches.within(patient, count, offset, request);
    return sought.answer(
        facts.of(FactKind.CONTACT, sought.rows()).stream()
            .map(this::toFhir)
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<Communication> toFhir(CurrentFacts.Kept kept) {
    return kept.fact().fact() instanceof ContactFact contact
        ? Optional.of(
            CommunicationMapping.toFhir(
                contact, kept.fact(), kept.id(), patients.subject(kept.fact().patient())))
        : Optional.empty();
  }
}
