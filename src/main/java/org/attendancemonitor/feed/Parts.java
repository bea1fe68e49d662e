package org.attendancemonitor.feed;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.Resource;

/**
 * Takes a JSON document apart and has HAPI parse each used resource by itself: one unreadable entry
 * costs that entry, and what is not used is never parsed.
 */
final class Parts {
  private final FhirContext context;
  private final Set<String> known;

  Parts(FhirContext context) {
    this.context = context;
    this.known = context.getResourceTypes();
  }

  /** The entries of a Bundle. */
  List<Part> of(ObjectNode bundle) {
    List<Part> parts = new ArrayList<>();
    JsonNode entries = bundle.path("entry");
    if (entries.isObject()) {
      parts.add(entry(entries, 0));
    }
    for (int i = 0; entries.isArray() && i < entries.size(); i++) {
      parts.add(entry(entries.get(i), i));
    }
    return parts;
  }

  private Part entry(JsonNode entry, int index) {
    String position = "Bundle.entry[" + index + "]";
    JsonNode asked = entry.path("request");
    Part.Request request =
        new Part.Request(
            entry.path("fullUrl").isTextual() ? entry.path("fullUrl").asText() : null,
            asked.path("method").asText("").toUpperCase(Locale.ROOT),
            asked.path("url").asText(""),
            asked.path("ifNoneExist").asText(""),
            entry.path("response").path("lastModified").asText(null));
    Part part =
        entry.path("resource") instanceof ObjectNode resource
            ? one(resource, position, request)
            : new Part(position, "", null, request, null, new Unused("Bundle"), null);
    if (asked.has("ifMatch")) {
      part.unused().note("Bundle.entry.request.ifMatch");
    }
    return part;
  }

  /** One resource. */
  Part one(ObjectNode resource, String position, Part.Request request) {
    String type = resource.path("resourceType").asText("");
    String id = resource.path("id").isValueNode() ? resource.path("id").asText() : null;
    Unused unused = new Unused(type.isEmpty() ? "Resource" : type);
    boolean used = FactReaders.of(type) != null;
    boolean alone = position.isEmpty();
    String foreign = used || alone || !known.contains(type) ? FhirVersion.foreign(resource) : null;
    Rejected fault = null;
    Resource parsed = null;
    String path = alone ? (known.contains(type) ? type : "") : position + ".resource";
    if (foreign != null) {
      fault =
          new Rejected(
              RejectReason.WRONG_VERSION,
              path.isEmpty() ? foreign : path + "." + foreign,
              "This is FHIR of another version; send R4 (4.0.1).");
    } else if (!known.contains(type) && !type.equals("SubscriptionStatus")) {
      fault =
          new Rejected(
              RejectReason.UNPARSABLE,
              path.isEmpty() ? "resourceType" : path + ".resourceType",
              type.isEmpty()
                  ? "The resource does not say its type; expected FHIR R4."
                  : "FHIR R4 has no resource of this type.");
    } else if (used) {
      mend(resource);
      try {
        parsed = parse(resource, unused);
      } catch (RuntimeException unreadable) {
        // HAPI's own text may quote the content.
        fault =
            new Rejected(
                RejectReason.UNPARSABLE, path, "The content does not have the shape of FHIR R4.");
      }
    }
    return new Part(position, type, id, request, parsed, unused, fault);
  }

  private Resource parse(ObjectNode resource, Unused unused) {
    IJsonLikeParser parser = (IJsonLikeParser) context.newJsonParser();
    parser.setParserErrorHandler(unused);
    JacksonStructure structure = new JacksonStructure();
    structure.setNativeObject(resource);
    return (Resource) parser.parseResource(structure);
  }

  /** Puts right what is clearly meant, and takes away what is never used and costs time. */
  private void mend(ObjectNode resource) {
    resource.remove(List.of("text", "_text"));
    // The spelling of R5.
    if (resource.path("resourceType").asText().equals("Appointment")
        && resource.path("cancellationReason").isObject()
        && !resource.has("cancelationReason")) {
      resource.set("cancelationReason", resource.remove("cancellationReason"));
    }
    if (resource.path("contained") instanceof ArrayNode contained) {
      for (Iterator<JsonNode> each = contained.iterator(); each.hasNext(); ) {
        JsonNode one = each.next();
        if (!known.contains(one.path("resourceType").asText(""))) {
          each.remove();
        } else if (one instanceof ObjectNode object) {
          object.remove("text");
        }
      }
    }
  }
}
