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
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.task.Subject;
import org.attendancemonitor.task.Systems;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Who looked at what and who changed what, as AuditEvent: read, and search, for auditors. */
public final class AuditReads implements IResourceProvider {
  private static final String KIND = "urn:attendance-monitor:audit-kind";

  /** Id of the request, as logs name it, so that both can be laid side by side. */
  private static final String REQUEST = "urn:attendance-monitor:request";

  private static final String READ = "r-";
  private static final String CHANGE = "c-";

  private final AuditEntries reads;
  private final AuditEntries changes;
  private final PatientSearches searches;

  AuditReads(AuditEntries reads, AuditEntries changes, PatientSearches searches) {
    this.reads = reads;
    this.changes = changes;
    this.searches = searches;
  }

  @Override
  public Class<AuditEvent> getResourceType() {
    return AuditEvent.class;
  }

  /** One entry. */
  @Read
  public AuditEvent read(@IdParam IdType id) {
    String name = id.getIdPart();
    Optional<AuditEntries.Kept> found =
        name.startsWith(READ)
            ? reads.read(name.substring(READ.length()))
            : name.startsWith(CHANGE)
                ? changes.read(name.substring(CHANGE.length()))
                : Optional.empty();
    return found
        .map(kept -> toFhir(name.substring(0, READ.length()), kept))
        .orElseThrow(() -> new ResourceNotFoundException("audit event"));
  }

  /** Entries, the newest first. */
  @Search
  public Bundle search(
      @OptionalParam(name = AuditEvent.SP_DATE) DateRangeParam date,
      @OptionalParam(name = AuditEvent.SP_AGENT_NAME) TokenParam agent,
      @OptionalParam(name = AuditEvent.SP_TYPE) TokenParam type,
      @OptionalParam(name = AuditEvent.SP_ENTITY_NAME) TokenParam entity,
      @OptionalParam(
              name = AuditEvent.SP_PATIENT,
              targetTypes = Patient.class,
              chainWhitelist = {"", Patient.SP_IDENTIFIER})
          ReferenceParam patient,
      @Count Integer count,
      @Offset Integer offset,
      RequestDetails request) {
    PatientSearches.Sought sought = searches.anywhere(patient, count, offset, request);
    Page page = sought.page();
    Set<Long> rows = sought.rows();
    if (patient != null && rows.isEmpty()) {
      return sought.answer(List.of());
    }
    AuditEntries.Question question =
        new AuditEntries.Question(
            value(agent), value(type), rows, value(entity), from(date), until(date));
    // Both trails are in order: a page of the whole lies within as many of each.
    int reach = page.offset() + page.size();
    List<AuditEvent> found =
        Stream.concat(
                reads.search(question, reach, 0).stream().map(kept -> toFhir(READ, kept)),
                changes.search(question, reach, 0).stream().map(kept -> toFhir(CHANGE, kept)))
            .sorted(Comparator.comparing(AuditEvent::getRecorded).reversed())
            .toList();
    int total = reads.count(question) + changes.count(question);
    return page.answer(request, page.of(found), total, sought.ours());
  }

  private static String value(TokenParam sought) {
    return sought == null ? null : sought.getValue();
  }

  private static Instant from(DateRangeParam date) {
    return date == null || date.getLowerBoundAsInstant() == null
        ? null
        : date.getLowerBoundAsInstant().toInstant();
  }

  private static Instant until(DateRangeParam date) {
    return date == null || date.getUpperBoundAsInstant() == null
        ? null
        : date.getUpperBoundAsInstant().toInstant().plusMillis(1);
  }

  private static AuditEvent toFhir(String trail, AuditEntries.Kept kept) {
    AuditEntry entry = kept.entry();
    AuditEvent event = new AuditEvent();
    event.setId(trail + kept.id());
    event.setType(new Coding().setSystem(KIND).setCode(entry.kind()));
    event.setAction(entry.kind().equals("change") ? AuditEventAction.U : AuditEventAction.R);
    event.setRecorded(Date.from(entry.at()));
    event.setOutcome(
        entry.outcome().equals(AuditEntry.REFUSED) ? AuditEventOutcome._4 : AuditEventOutcome._0);
    if (entry.reason() != null) {
      event.addPurposeOfEvent(new CodeableConcept().setText(entry.reason()));
    }
    AuditEventAgentComponent agent = event.addAgent().setRequestor(true).setName(entry.actor());
    agent.setWho(
        new Reference()
            .setType("Practitioner")
            .setIdentifier(new Identifier().setSystem(Systems.USER).setValue(entry.actor())));
    entry.roles().forEach(role -> agent.addRole(new CodeableConcept().setText(role)));
    event
        .getSource()
        .setObserver(new Reference().setDisplay("Attendance Monitor"))
        .setSite(kept.id().substring(0, kept.id().lastIndexOf('-')));
    if (entry.request() != null) {
      event.addExtension(REQUEST, new StringType(entry.request()));
    }
    if (entry.patient() != null) {
      event
          .addEntity()
          .setWhat(new Reference("Patient/" + new Subject(entry.patient(), null).id()));
    }
    List<String> things = new ArrayList<>();
    if (entry.object() != null) {
      things.add(entry.object());
    }
    things.addAll(entry.items());
    things.forEach(thing -> event.addEntity().setName(thing));
    return event;
  }
}
