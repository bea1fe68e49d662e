package org.attendancemonitor.api;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * One page of a search.
 *
 * @param size at most this many
 * @param offset this many left out before it
 */
record Page(int size, int offset) {
  static Page of(Integer count, Integer offset, ApiSettings settings) {
    int size = count == null ? settings.pageSize() : Math.min(count, settings.maxPageSize());
    int first = offset == null ? 0 : offset;
    if (size < 1 || first < 0) {
      throw new Refused(
          400,
          Outcomes.of(IssueType.VALUE, "bad-request", "_count is 1 or more, _offset 0 or more."));
    }
    return new Page(size, first);
  }

  /** The part of everything found that belongs on it. */
  <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return all.subList(from, Math.min(from + size, all.size()));
  }

  /**
   * Parameters with a person's identifier, however it is spelt ({@code patient.identifier}, {@code
   * patient:Patient.identifier}): never written into an address.
   */
  private static boolean identifies(String parameter) {
    return parameter.contains("identifier");
  }

  /** Refuses an identifier in the address, where proxies and browsers keep it. */
  static void checkPrivacy(RequestDetails request) {
    String url = request.getCompleteUrl();
    int query = url == null ? -1 : url.indexOf('?');
    // As the server reads it: "patient%2Eidentifier" is the same parameter.
    if (query >= 0
        && UrlUtil.parseQueryStrings(url.substring(query + 1)).keySet().stream()
            .anyMatch(Page::identifies)) {
      throw new Refused(
          400,
          Outcomes.of(
              IssueType.SECURITY, "not-in-address", "Search by identifier with POST to _search."));
    }
  }

  /**
   * The answer with its links.
   *
   * @param found the resources of this page
   * @param total of all pages
   * @param patient our id of the patient sought, in place of an identifier; or null
   */
  Bundle answer(RequestDetails request, List<? extends Resource> found, int total, String patient) {
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(total);
    bundle.addLink().setRelation("self").setUrl(url(request, offset, patient));
    if (offset + found.size() < total && !found.isEmpty()) {
      bundle.addLink().setRelation("next").setUrl(url(request, offset + size, patient));
    }
    for (Resource resource : found) {
      bundle
          .addEntry()
          .setFullUrl(
              request.getFhirServerBase() + "/" + resource.fhirType() + "/" + resource.getIdPart())
          .setResource(resource)
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return bundle;
  }

  private String url(RequestDetails request, int at, String patient) {
    Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameters());
    boolean identified = parameters.keySet().removeIf(Page::identifies);
    parameters.remove("_offset");
    parameters.remove("_count");
    List<String> parts = new ArrayList<>();
    parameters.forEach(
        (name, values) -> {
          for (String value : values) {
            parts.add(UrlUtil.escapeUrlParam(name) + "=" + UrlUtil.escapeUrlParam(value));
          }
        });
    if (identified && patient != null) {
      parts.add("patient=Patient/" + patient);
    }
    parts.add("_count=" + size);
    if (at > 0) {
      parts.add("_offset=" + at);
    }
    String operation = request.getOperation();
    return request.getFhirServerBase()
        + "/"
        + request.getResourceName()
        + (operation == null || operation.startsWith("_") ? "" : "/" + operation)
        + "?"
        + String.join("&", parts);
  }
}
