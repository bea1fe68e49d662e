package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** How a search for what is about one patient begins, and how it is answered. */
final class PatientSearches {
  private final Patients patients;
  private final Within within;
  private final ApiSettings settings;

  PatientSearches(Patients patients, Within within, ApiSettings settings) {
    this.patients = patients;
    this.within = within;
    this.settings = settings;
  }

  /**
   * What is sought.
   *
   * @param page of it
   * @param rows of the patient; empty where nobody is known, or nobody was asked for
   * @param ours our id of the patient, which stands in links in place of an identifier; or null
   * @param request that asked
   */
  record Sought(Page page, Set<Long> rows, String ours, RequestDetails request) {
    /** The page of everything that was found. */
    Bundle answer(List<? extends Resource> all) {
      return page.answer(request, page.of(all), all.size(), ours);
    }
  }

  /** Of a patient within the work of whoever asks. */
  Sought within(ReferenceParam patient, Integer count, Integer offset, RequestDetails request) {
    Page page = Page.of(count, offset, settings);
    return sought(page, within.only(request, patients.of(patient, request)), request);
  }

  /**
   * Of any patient.
   *
   * @param patient or null for everybody
   */
  Sought anywhere(ReferenceParam patient, Integer count, Integer offset, RequestDetails request) {
    Page page = Page.of(count, offset, settings);
    return sought(page, patient == null ? Set.of() : patients.of(patient, request), request);
  }

  private Sought sought(Page page, Set<Long> rows, RequestDetails request) {
    String ours = rows.isEmpty() ? null : patients.subject(rows.iterator().next()).id();
    return new Sought(page, rows, ours, request);
  }
}
