package org.attendancemonitor.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.attendance.Withdrawn;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/**
 * What one resource is read with: its keys, what its references mean, what codes mean, and where
 * faults and unused names are noted. The first fault stands; reading goes on with empty values, so
 * that every reader is a straight line.
 */
final class Scope {
  private final Part part;
  private final FeedSettings.Feed feed;
  private final FeedSettings.Meanings meanings;
  private final References references;
  private final List<Key> keys;
  private final Instant sourceTime;
  private Rejected fault;
  private boolean impersonal;

  Scope(
      Part part,
      FeedSettings.Feed feed,
      FeedSettings.Meanings meanings,
      References references,
      List<Key> keys) {
    this.part = part;
    this.feed = feed;
    this.meanings = meanings;
    this.references = references;
    this.keys = keys;
    Instant updated =
        instant(part.resource().getMeta().getLastUpdatedElement(), "meta.lastUpdated");
    this.sourceTime = feed.sourceTime() == SourceTime.USE ? updated : null;
  }

  List<Key> keys() {
    return keys;
  }

  References references() {
    return references;
  }

  Unused unused() {
    return part.unused();
  }

  GroupStatus groupStatus() {
    return feed.groupStatus();
  }

  FeedSettings.Meanings meanings() {
    return meanings;
  }

  /** When the source last changed the resource, or null. */
  Instant sourceTime() {
    return sourceTime;
  }

  /** The first fault, or null. */
  Rejected fault() {
    return fault;
  }

  /** It is about a place, a group or a device: no fault among other entries, but of no use. */
  boolean impersonal() {
    return impersonal;
  }

  /** Notes a fault; the first one stands. */
  void reject(RejectReason reason, String element, String text) {
    if (fault == null) {
      fault = new Rejected(reason, part.path() + "." + element, text);
    }
  }

  /** The outcome a code means in this feed, or null. */
  Outcome outcome(Code code) {
    Outcome own =
        feed.outcomes().map((Map<String, Outcome> map) -> map.get(code.toString())).orElse(null);
    return own != null ? own : meanings.outcomes().get(code.toString());
  }

  /** The codes of a service, before them what they mean in this feed alone. */
  List<Code> services(List<Code> sent) {
    OwnCodes own = feed.codes().orElse(OwnCodes.NONE);
    List<Code> codes = new ArrayList<>();
    for (Code code : sent) {
      if (own.service(code) != null) {
        codes.add(new Code(ServiceCatalogue.KEYS, own.service(code)));
      }
    }
    codes.addAll(sent);
    return codes;
  }

  /** An ethnic category, as the national letter where the code is one of this feed alone. */
  Code ethnicity(Code sent) {
    String letter = feed.codes().map(own -> own.letter(sent)).orElse(null);
    return letter == null ? sent : new Code(Codings.ETHNIC_CATEGORY, letter);
  }

  /** The name a site goes by here, or the one it was sent with. */
  String site(List<Code> identifiers, String sent) {
    OwnCodes own = feed.codes().orElse(OwnCodes.NONE);
    return identifiers.stream()
        .map(own::site)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(sent);
  }

  /** Why an appointment was missed, as R-code, if the code says so in this feed; or null. */
  String missReason(Code code) {
    String own = feed.missReasons().map(map -> map.get(code.toString())).orElse(null);
    String common = meanings.missReasons().map(map -> map.get(code.toString())).orElse(null);
    boolean ours =
        code.system().equals(ContactContent.REASONS)
            && ContactContent.REASON.matcher(code.value()).matches();
    return own != null ? own : common != null ? common : ours ? code.value() : null;
  }

  Notice notice(Key patient, Fact fact) {
    String version = part.resource().getMeta().getVersionId();
    return new Notice(keys.get(0), patient, fact, sourceTime, version);
  }

  /** The notice that takes the resource back, for whom it names, if anybody. */
  List<Notice> withdrawn(FactKind kind, Reference subject) {
    boolean told = subject != null && !subject.isEmpty() && !references.unresolved(subject);
    return List.of(notice(told ? references.key(subject, "Patient") : null, new Withdrawn(kind)));
  }

  /** The key of the person a resource is about; a fault, and null, where that cannot be told. */
  Key patient(Reference reference, String element) {
    if (reference.isEmpty() && references.onlyPatient() != null) {
      return references.onlyPatient();
    }
    String type = references.type(reference);
    if (type != null && !type.equals("Patient")) {
      unused().note(part.type() + " about a " + Unused.name(type));
      impersonal = true;
      reject(
          RejectReason.NO_PATIENT,
          element,
          "It is about a " + Unused.name(type) + ", not about a patient.");
      return null;
    }
    if (references.unresolved(reference) && !reference.hasIdentifier()) {
      reject(
          RejectReason.NO_PATIENT,
          element + ".reference",
          "No entry of the message has this urn; refer to Patient/id or by identifier.");
      return null;
    }
    Key key =
        references.unresolved(reference)
            ? references.key(new Reference().setIdentifier(reference.getIdentifier()), "Patient")
            : references.key(reference, "Patient");
    if (key == null) {
      reject(
          RejectReason.NO_PATIENT,
          element,
          "The patient is not given; refer to Patient/id or by identifier.");
    }
    return key;
  }

  /** A moment, or null; a fault where the text is none. */
  Instant instant(BaseDateTimeType value, String element) {
    Times.Moment moment = moment(value, element);
    return moment == null ? null : moment.at();
  }

  /** A moment, or null; a fault where the text is none. */
  Times.Moment moment(BaseDateTimeType value, String element) {
    if (value == null || value.getValueAsString() == null) {
      return null;
    }
    Times.Moment moment = Times.moment(value.getValueAsString()).orElse(null);
    if (moment == null) {
      impossible(element);
    }
    return moment;
  }

  /** The days a date covers, or null; a fault where the text is none. */
  Times.Days days(BaseDateTimeType value, String element) {
    if (value == null || value.getValueAsString() == null) {
      return null;
    }
    Times.Days days = Times.days(value.getValueAsString()).orElse(null);
    if (days == null) {
      impossible(element);
    }
    return days;
  }

  /** The first day of a date, or null. */
  LocalDate day(BaseDateTimeType value, String element) {
    Times.Days days = days(value, element);
    return days == null ? null : days.first();
  }

  /** First and last day of a period, each or both null; a fault where it ends before it starts. */
  Times.Days period(Period period, String element) {
    LocalDate first = day(period.getStartElement(), element + ".start");
    Times.Days end = days(period.getEndElement(), element + ".end");
    LocalDate last = end == null ? null : end.last();
    if (first != null && last != null && last.isBefore(first)) {
      reject(RejectReason.IMPOSSIBLE, element + ".end", "The end lies before the start.");
    }
    return new Times.Days(first, last);
  }

  private void impossible(String element) {
    reject(RejectReason.IMPOSSIBLE, element, "This is no date or time that exists.");
  }
}
