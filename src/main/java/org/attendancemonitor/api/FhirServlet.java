package org.attendancemonitor.api;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;

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
}
