package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.attendancemonitor.access.RequestId;

/** The FHIR server as a servlet, with the library's own words and logs kept out of it. */
public final class FhirServlet extends RestfulServer {
  private static final long serialVersionUID = 1L;

  FhirServlet(FhirContext fhir, List<Object> providers, List<Object> interceptors) {
    super(fhir);
    // A Provenance is about one version of a task.
    fhir.getParserOptions().setDontStripVersionsFromReferencesAtPaths("Provenance.target");
    setServerName("Attendance Monitor");
    setServerVersion("R4");
    setDefaultResponseEncoding(EncodingEnum.JSON);
    // What was sent is not sent back: an answer says what became of it.
    setDefaultPreferReturn(PreferReturnEnum.OPERATION_OUTCOME);
    interceptors.forEach(this::registerInterceptor);
    registerProviders(providers);
  }

  /** The library would make up another id, and answer with both. */
  @Override
  protected String getOrCreateRequestId(HttpServletRequest request) {
    return RequestId.current();
  }

  @Override
  protected void addRequestIdToResponse(ServletRequestDetails request, String id) {
    // The filter in front has done that.
  }
}
