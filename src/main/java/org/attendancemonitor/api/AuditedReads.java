package org.attendancemonitor.api;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.AuditUnavailableException;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.task.Subject;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Writes down what is given out about patients, and to whom, before it is given out. */
@Interceptor
public final class AuditedReads {
  /** Name under which a resource that does not say so carries the patient row it is about. */
  static final String PATIENT = AuditedReads.class.getName() + ".patient";

  private static final String AUDIT = "AuditEvent";
  private static final Set<String> WRITTEN_DOWN =
      Set.of("Task", "Flag", "Communication", "Provenance", "ServiceRequest", AUDIT);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Audit audit;

  AuditedReads(Audit audit) {
    this.audit = audit;
  }

  /** Refuses to answer where it cannot be written down. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void record(RequestDetails request, IBaseResource answer) {
    SignedIn who = SignedIn.of(((ServletRequestDetails) request).getServletRequest()).orElse(null);
    String type = request.getResourceName();
    if (who == null || type == null || !WRITTEN_DOWN.contains(type)) {
      return;
    }
    try {
      if (type.equals(AUDIT)) {
        audit.looked(who, what(request));
      } else {
        write(who, request, answer);
      }
    } catch (AuditUnavailableException unavailable) {
      throw Refused.later(503, AGAIN, "What is read cannot be written down: ask again.");
    }
  }

  private void write(SignedIn who, RequestDetails request, IBaseResource answer) {
    if (answer instanceof Bundle bundle) {
      audit.list(who, what(request), ids(bundle));
    } else if (answer instanceof Task
        || answer instanceof Flag
        || answer instanceof Communication
        || answer instanceof Provenance) {
      Resource resource = (Resource) answer;
      Long patient = patient(resource);
      String object = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
      if (patient == null) {
        audit.list(who, object, List.of());
      } else {
        audit.view(who, patient, object);
      }
    } else if (answer instanceof Parameters) {
      audit.list(who, what(request), List.of());
    }
  }

  /** The type and the operation: ids that others gave may say who somebody is. */
  private static String what(RequestDetails request) {
    String operation = request.getOperation();
    return request.getResourceName() + (operation == null ? "" : "/" + operation);
  }

  private static List<String> ids(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .map(resource -> resource.fhirType() + "/" + resource.getIdElement().getIdPart())
        .toList();
  }

  private static Long patient(Resource resource) {
    if (resource instanceof Provenance) {
      return (Long) resource.getUserData(PATIENT);
    }
    Reference subject =
        resource instanceof Task task
            ? task.getFor()
            : resource instanceof Flag flag
                ? flag.getSubject()
                : ((Communication) resource).getSubject();
    String id = subject.getReferenceElement().getIdPart();
    return id == null ? null : Subject.personOf(id);
  }
}
