package org.attendancemonitor.feed;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what feeds send as facts: FHIR R4 as JSON, HL7 v2, and extracts as CSV. Never throws for
 * content: what cannot be read is a rejection with its reason and place. Safe for use by many
 * threads.
 */
public final class FeedReader {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final Set<String> ATOMIC = Set.of("transaction", "message");
  private static final Set<String> ANSWERS = Set.of("transaction-response", "batch-response");

  private final FeedSettings settings;
  private final FhirContext context = FhirContext.forR4Cached();
  private final JsonText json;
  private final Parts parts;
  private final Hl7Reader hl7;
  private final CsvReader csv;

  /**
   * Makes a reader for the whole process.
   *
   * @param settings the feeds, what their codes mean, and the limits
   */
  public FeedReader(FeedSettings settings) {
    this.settings = settings;
    this.json = new JsonText(settings.limits());
    this.parts = new Parts(context);
    this.hl7 = new Hl7Reader(settings);
    this.csv = new CsvReader(settings);
  }

  /**
   * Reads a text: one resource, one Bundle, one HL7 v2 message, or where the feed has extracts one
   * line below the first line of its file.
   *
   * @param text as received
   * @param feed name of the feed it came by; an unknown name is read as {@code default}
   */
  public Message read(String text, String feed) {
    try {
      return readAll(text, feed);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError fault) {
      // Its text could quote the message. One that ends here must not stop those behind it.
      StackTraceElement[] trace = fault.getStackTrace();
      LOG.error(
          "Reading for feed {} ended in {} at {}",
          feed,
          fault.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      return alone(
          new Entry(
              "",
              "",
              null,
              new Rejected(
                  RejectReason.FAILED,
                  "",
                  "It could not be read; this is our fault, and it is kept for us to look at.")));
    }
  }

  private Message readAll(String text, String feed) {
    if (Hl7Text.is(text) && text.length() <= settings.limits().maxBytes()) {
      return hl7.read(text, feed);
    }
    if (settings.feed(feed).csv().isPresent()
        && FeedFile.isCsv(text)
        && text.length() <= settings.limits().maxBytes()) {
      return csv.read(text, feed);
    }
    JsonText.Content content = json.read(text);
    if (content.fault() != null) {
      return alone(new Entry("", "", null, content.fault()));
    }
    ObjectNode root = content.object();
    if (!root.path("resourceType").asText().equals("Bundle")) {
      Part part = parts.one(root, "", Part.Request.NONE);
      return new MessageReader(settings, feed).message(null, false, List.of(part));
    }
    String foreign = FhirVersion.foreign(root);
    if (foreign != null) {
      return alone(
          bundle(
              RejectReason.WRONG_VERSION,
              "Bundle." + foreign,
              "This is FHIR of another version; send R4 (4.0.1)."));
    }
    if (root.path("entry").size() > settings.limits().maxEntries()) {
      return alone(
          bundle(
              RejectReason.TOO_LARGE,
              "Bundle.entry",
              "The Bundle has more than " + settings.limits().maxEntries() + " entries."));
    }
    String identifier = root.path("identifier").path("value").asText(null);
    String id = identifier == null ? root.path("id").asText(null) : identifier;
    String type = root.path("type").asText("");
    return ANSWERS.contains(type) ? answer(id) : bundle(id, type, parts.of(root), feed);
  }

  /**
   * Reads what HAPI's server has parsed already. What its parser left out is not named.
   *
   * @param resource one resource or one Bundle of R4
   * @param feed name of the feed it came by
   */
  public Message read(IBaseResource resource, String feed) {
    if (!(resource instanceof Bundle bundle)) {
      Part part = ModelParts.one((Resource) resource, "", Part.Request.NONE);
      return new MessageReader(settings, feed).message(null, false, List.of(part));
    }
    String identifier = bundle.getIdentifier().getValue();
    String id = identifier == null ? bundle.getIdElement().getIdPart() : identifier;
    String type = String.valueOf(bundle.getTypeElement().getValueAsString());
    return ANSWERS.contains(type) ? answer(id) : bundle(id, type, ModelParts.of(bundle), feed);
  }

  /**
   * The resources of a text as they were parsed, those that are used; none where it cannot be read.
   *
   * @param text as for {@link #read(String, String)}
   * @param feed name of the feed it came by
   */
  public List<Parsed> parsed(String text, String feed) {
    try {
      if (Hl7Text.is(text)) {
        return text.length() > settings.limits().maxBytes()
            ? List.of()
            : parsed(hl7.parts(text, feed), false);
      }
      ObjectNode root = json.read(text).object();
      if (root == null) {
        return List.of();
      }
      boolean bundle = root.path("resourceType").asText().equals("Bundle");
      return parsed(
          bundle ? parts.of(root) : List.of(parts.one(root, "", Part.Request.NONE)), true);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError fault) {
      // Reading it as facts meets the same, and tells of it.
      return List.of();
    }
  }

  private static List<Parsed> parsed(List<Part> parts, boolean asSent) {
    return parts.stream()
        .filter(part -> part.resource() != null)
        .map(part -> new Parsed(asSent ? part.path() : part.position(), part.resource(), asSent))
        .toList();
  }

  /** The source name of a feed. */
  public String source(String feed) {
    return settings.feed(feed).source();
  }

  /** How the files of a feed are read. */
  public FeedFile.Form form(String feed) {
    FeedSettings.Feed told = settings.feed(feed);
    return new FeedFile.Form(
        told.csv(),
        told.mllp()
            .flatMap(MllpSettings::charset)
            .map(java.nio.charset.Charset::forName)
            .orElse(java.nio.charset.StandardCharsets.UTF_8),
        settings.limits());
  }

  /** The one FHIR context of the process. */
  public FhirContext context() {
    return context;
  }

  private Message bundle(String id, String type, List<Part> parts, String feed) {
    boolean atomic = ATOMIC.contains(type);
    if (parts.isEmpty()) {
      // An empty searchset or a heartbeat is no fault.
      Accepted nothing = new Accepted(List.of(), List.of());
      return new Message(id, atomic, List.of(new Entry("", "Bundle", id, nothing)));
    }
    List<String> useless = ModelParts.useless(parts);
    return useless.isEmpty()
        ? new MessageReader(settings, feed).message(id, atomic, parts)
        : alone(
            bundle(
                RejectReason.NOT_USED,
                "Bundle.entry",
                "The Bundle holds only what is not used here: "
                    + String.join(", ", useless)
                    + "."));
  }

  private static Message answer(String id) {
    return new Message(
        id,
        false,
        List.of(
            bundle(
                RejectReason.NOT_USED,
                "Bundle.type",
                "The answer of a server to a transaction or batch states no facts.")));
  }

  private static Entry bundle(RejectReason reason, String position, String text) {
    return new Entry("", "Bundle", null, new Rejected(reason, position, text));
  }

  private static Message alone(Entry entry) {
    return new Message(null, false, List.of(entry));
  }
}
