package org.attendancemonitor.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.Key;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom a message is about that could not be used: keys of patients that its text still tells. Finds
 * fewer rather than wrong ones, and never throws.
 */
public final class SubjectKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SubjectKeys.class);
  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[(\\d{1,6})]");
  private static final List<String> SUBJECTS = List.of("subject", "patient", "actor");

  private final FeedSettings settings;
  private final JsonText json;
  private final Hl7Text hl7 = new Hl7Text();

  /** Reads with the limits and the systems of the feeds. */
  public SubjectKeys(FeedSettings settings) {
    this.settings = settings;
    // What was too deep for a reader need not be too deep to tell whom it is about.
    this.json = new JsonText(new FeedSettings.Limits(Integer.MAX_VALUE, 200));
  }

  /**
   * The keys of patients.
   *
   * @param text as received
   * @param feed name of the feed it came by
   * @param position where the fault lies; only this entry of a Bundle is looked at; or null
   */
  public Set<Key> of(String text, String feed, String position) {
    try {
      String source = settings.feed(feed).source();
      return Hl7Text.is(text) ? ofHl7(text, feed, source) : ofJson(text, source, position);
    } catch (RuntimeException | StackOverflowError fault) {
      // Its text could quote the message.
      LOG.warn("Whom a rejected message is about is not known: {}", fault.getClass().getName());
      return Set.of();
    }
  }

  private Set<Key> ofHl7(String text, String feed, String source) {
    Hl7Values values = new Hl7Values(settings.feed(feed).hl7().orElse(Hl7Settings.NONE));
    Set<Key> keys = new LinkedHashSet<>();
    for (Hl7Segment pid : hl7.read(text).all("PID")) {
      keys.addAll(
          Identity.keys(
              source,
              new Hl7Person(values, new Hl7Faults()).named(pid, 3, false),
              Part.Request.NONE));
    }
    return keys;
  }

  private Set<Key> ofJson(String text, String source, String position) {
    JsonNode root = json.read(text).object();
    Set<Key> keys = new LinkedHashSet<>();
    if (root == null) {
      return keys;
    }
    if (!root.path("resourceType").asText().equals("Bundle")) {
      resource(root, root, source, keys);
      return keys;
    }
    Matcher entry = ENTRY.matcher(position == null ? "" : position);
    if (entry.lookingAt()) {
      int number = Integer.parseInt(entry.group(1));
      resource(root.path("entry").path(number).path("resource"), root, source, keys);
    } else {
      root.path("entry").forEach(one -> resource(one.path("resource"), root, source, keys));
    }
    return keys;
  }

  private static void resource(JsonNode resource, JsonNode root, String source, Set<Key> keys) {
    if (resource.path("resourceType").asText().equals("Patient")) {
      if (resource.path("id").isTextual()) {
        keys.add(Key.ofId(source, "Patient", resource.path("id").asText()));
      }
      resource.path("identifier").forEach(identifier -> identifier(identifier, source, keys));
      return;
    }
    for (String element : SUBJECTS) {
      reference(resource.path(element), root, source, keys);
      resource
          .path("participant")
          .forEach(part -> reference(part.path(element), root, source, keys));
    }
  }

  private static void reference(JsonNode reference, JsonNode root, String source, Set<Key> keys) {
    String address = reference.path("reference").asText("");
    if (address.startsWith("urn:")) {
      for (JsonNode entry : root.path("entry")) {
        JsonNode named = entry.path("resource");
        if (entry.path("fullUrl").asText().equals(address)
            && named.path("resourceType").asText().equals("Patient")) {
          resource(named, root, source, keys);
        }
      }
      return;
    }
    IdType id = new IdType(address);
    if ("Patient".equals(id.getResourceType()) && id.getIdPart() != null) {
      keys.add(Key.ofId(source, "Patient", id.getIdPart()));
    }
    JsonNode identifier = reference.path("identifier");
    String system = Codings.system(identifier.path("system").asText(null));
    if (reference.path("type").asText().equals("Patient") || Codings.NHS_NUMBER.equals(system)) {
      identifier(identifier, source, keys);
    }
  }

  private static void identifier(JsonNode node, String source, Set<Key> keys) {
    Identifier identifier =
        new Identifier()
            .setSystem(node.path("system").asText(null))
            .setValue(node.path("value").asText(null));
    Key key = Identity.key(source, "Patient", identifier);
    if (key != null
        && (!Identity.nhsNumber(identifier) || Identity.trustworthyNhsNumber(identifier))) {
      keys.add(key);
    }
  }
}
