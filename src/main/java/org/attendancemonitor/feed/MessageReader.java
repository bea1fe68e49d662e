package org.attendancemonitor.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.Withdrawn;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the parts of one message together: they may refer to each other. */
final class MessageReader {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

  /** Extensions that are read, by the last part of their address. */
  private static final Set<String> READ =
      Set.of(
          "Extension-UKCore-DeliveryChannel",
          "Extension-UKCore-OutcomeOfAttendance",
          "Extension-UKCore-EthnicCategory",
          "Extension-UKCore-NHSCommunication",
          "Extension-UKCore-ContactPreference",
          "Extension-UKCore-DeathNotificationStatus",
          "patient-interpreterRequired");

  private final FeedSettings settings;
  private final FeedSettings.Feed feed;
  private final References references;

  MessageReader(FeedSettings settings, String feed) {
    this.settings = settings;
    this.feed = settings.feed(feed);
    this.references = new References(this.feed.source());
  }

  Message message(String id, boolean atomic, List<Part> parts) {
    List<List<Key>> keys = new ArrayList<>(parts.size());
    for (Part part : parts) {
      List<Key> own =
          part.resource() == null
              ? List.of()
              : Identity.keys(feed.source(), part.resource(), part.request());
      references.know(part.request().fullUrl(), part.type(), own);
      if (atomic && part.type().equals("Patient") && !own.isEmpty()) {
        references.about(own.get(0));
      }
      keys.add(own);
    }
    List<Entry> entries = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Reading reading = reading(part, keys.get(i));
      entries.add(
          new Entry(part.position(), part.type(), part.id(), reading, part.unused().codes()));
    }
    return new Message(id, atomic, atomic ? MissedEnding.join(entries, id) : List.copyOf(entries));
  }

  private Reading reading(Part part, List<Key> keys) {
    String method = part.request().method();
    if (method.equals("PATCH")) {
      return new Rejected(
          RejectReason.NOT_SUPPORTED,
          part.position() + ".request.method",
          "PATCH is not read; send the whole resource with PUT.");
    }
    if (method.equals("DELETE")) {
      return deletion(part);
    }
    if (part.fault() != null) {
      return part.fault();
    }
    if (part.type().isEmpty()) {
      part.unused().note(method.isEmpty() ? "Bundle.entry without resource" : method + " request");
      return new Accepted(List.of(), part.unused().names());
    }
    if (part.resource() == null) {
      return notUsed(part);
    }
    return keys.isEmpty() ? nameless(part) : stated(part, keys);
  }

  private Reading stated(Part part, List<Key> keys) {
    try {
      Scope scope = new Scope(part, feed, settings.codes(), references, keys);
      List<Notice> notices = FactReaders.of(part.type()).read(part.resource(), scope);
      if (scope.impersonal() && !part.position().isEmpty()) {
        return new Accepted(List.of(), part.unused().names());
      }
      if (scope.fault() != null) {
        return scope.fault();
      }
      noteExtensions(part, scope);
      return new Accepted(List.copyOf(notices), part.unused().names());
    } catch (RuntimeException ours) {
      // The text of the exception may quote the content.
      StackTraceElement[] trace = ours.getStackTrace();
      LOG.error(
          "A {} could not be read: {} at {}",
          part.type(),
          ours.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      return new Rejected(
          RejectReason.FAILED, part.path(), "The content was not foreseen; a fault of ours.");
    }
  }

  private Reading deletion(Part part) {
    String url = part.request().url();
    IdType address = new IdType(url);
    boolean search = url.contains("?");
    String type = search ? url.substring(0, url.indexOf('?')) : address.getResourceType();
    FactReaders reader = type == null ? null : FactReaders.of(type);
    if (type != null && reader == null) {
      return new Accepted(List.of(), List.of(Unused.name(type)));
    }
    String id = address.getIdPart();
    Key key =
        type == null
            ? null
            : search
                ? Identity.searched(feed.source(), type, url)
                : id == null ? null : Key.ofId(feed.source(), type, id);
    if (key == null) {
      return new Rejected(
          RejectReason.NOT_SUPPORTED,
          part.position() + ".request.url",
          "A deletion names its resource as Type/id or Type?identifier=system|value.");
    }
    String modified = part.request().lastModified();
    Instant at =
        modified == null || feed.sourceTime() == SourceTime.IGNORE
            ? null
            : Times.moment(modified).map(Times.Moment::at).orElse(null);
    Key patient = reader.kind() == FactKind.PATIENT ? key : null;
    Notice notice = new Notice(key, patient, new Withdrawn(reader.kind()), at, null);
    return new Accepted(List.of(notice), part.unused().names());
  }

  private static Reading notUsed(Part part) {
    if (part.position().isEmpty()) {
      return new Rejected(RejectReason.NOT_USED, part.type(), part.type() + " is not used here.");
    }
    part.unused().note(part.type());
    return new Accepted(List.of(), part.unused().names());
  }

  /** A place nobody can refer to is of no use; anything else would be a new one at each repeat. */
  private static Reading nameless(Part part) {
    if (FactReaders.of(part.type()).kind() == FactKind.PLACE) {
      part.unused().note(part.type() + " without id");
      return new Accepted(List.of(), part.unused().names());
    }
    return new Rejected(
        RejectReason.INCOMPLETE,
        part.path() + ".id",
        "It has neither an id nor an identifier, so it could not be told from another.");
  }

  private static void noteExtensions(Part part, Scope scope) {
    if (!(part.resource() instanceof DomainResource resource)) {
      return;
    }
    for (Extension extension : resource.getExtension()) {
      String url = extension.getUrl() == null ? "" : extension.getUrl();
      boolean meant =
          Codings.within(List.of(extension)).stream().anyMatch(code -> scope.outcome(code) != null);
      if (!meant && !READ.contains(url.substring(url.lastIndexOf('/') + 1))) {
        part.unused().extension(url);
      }
    }
    if (resource.hasModifierExtension()) {
      part.unused().element("modifierExtension");
    }
  }
}
