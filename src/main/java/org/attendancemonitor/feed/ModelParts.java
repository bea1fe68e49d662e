package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;

/** Takes apart what HAPI has parsed already. */
final class ModelParts {
  /** What only announces other things: alone it is a heartbeat, not a fault. */
  private static final Set<String> ANNOUNCEMENTS = Set.of("Parameters", "SubscriptionStatus");

  private ModelParts() {}

  /** The entries of a Bundle. */
  static List<Part> of(Bundle bundle) {
    List<Part> parts = new ArrayList<>();
    for (BundleEntryComponent entry : bundle.getEntry()) {
      String position = "Bundle.entry[" + parts.size() + "]";
      String method = entry.getRequest().getMethodElement().getValueAsString();
      Part.Request request =
          new Part.Request(
              entry.getFullUrl(),
              method == null ? "" : method,
              stated(entry.getRequest().getUrl()),
              stated(entry.getRequest().getIfNoneExist()),
              entry.getResponse().getLastModifiedElement().getValueAsString());
      Part part =
          entry.hasResource()
              ? one(entry.getResource(), position, request)
              : new Part(position, "", null, request, null, new Unused("Bundle"), null);
      if (entry.getRequest().hasIfMatch()) {
        part.unused().note("Bundle.entry.request.ifMatch");
      }
      parts.add(part);
    }
    return parts;
  }

  private static String stated(String value) {
    return value == null ? "" : value;
  }

  /** One resource. */
  static Part one(Resource resource, String position, Part.Request request) {
    String type = resource.fhirType();
    boolean used = FactReaders.of(type) != null;
    String id = resource.getIdElement().getIdPart();
    // HAPI gives an entry without an id its address in the Bundle, which is no logical id.
    boolean own = id != null && !id.equals(request.fullUrl());
    return new Part(
        position, type, own ? id : null, request, used ? resource : null, new Unused(type), null);
  }

  /** The resource types of a message that has nothing else but what is not used; else empty. */
  static List<String> useless(List<Part> parts) {
    boolean nothingElse =
        parts.stream()
            .allMatch(
                part ->
                    part.fault() == null
                        && FactReaders.of(part.type()) == null
                        && (!part.type().isEmpty() || part.request().method().isEmpty()));
    List<String> types =
        parts.stream().map(Part::type).filter(type -> !type.isEmpty()).distinct().sorted().toList();
    return nothingElse && !ANNOUNCEMENTS.containsAll(types) ? types : List.of();
  }
}
