package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * Reads a line of an extract, given below the first line of its file: it becomes the FHIR that says
 * the same, and is read as that.
 */
final class CsvReader {
  /** As {@code services.yaml} knows treatment functions. */
  static final String TREATMENT_FUNCTION = "https://fhir.nhs.uk/CodeSystem/treatment-function-code";

  /** PRIORITY TYPE, and the words of FHIR. */
  private static final Map<String, String> PRIORITIES =
      Map.of(
          "1", "routine", "2", "urgent", "3", "asap", "routine", "routine", "urgent", "urgent",
          "asap", "asap", "stat", "stat");

  /** The column of an element; what is not here is about who it is. */
  private static final Map<String, CsvColumn> PLACES =
      Map.of(
          "Patient.birthDate", CsvColumn.BIRTH_DATE,
          "Appointment.start", CsvColumn.DATE,
          "Appointment.id", CsvColumn.APPOINTMENT,
          "Appointment.status", CsvColumn.ATTENDED,
          "ServiceRequest.authoredOn", CsvColumn.REFERRAL_DATE,
          "ServiceRequest.id", CsvColumn.REFERRAL);

  private final FeedSettings settings;
  private final Map<CsvSettings, CsvTimes> times = new ConcurrentHashMap<>();

  CsvReader(FeedSettings settings) {
    this.settings = settings;
  }

  Message read(String text, String feedName) {
    FeedSettings.Feed feed = settings.feed(feedName);
    CsvSettings csv = feed.csv().orElseThrow();
    int end = text.indexOf('\n');
    if (end < 0) {
      return alone(
          new Rejected(
              RejectReason.UNPARSABLE, "", "Expected a line below the first line of its file."));
    }
    if (BadCharacter.in(text) >= 0) {
      return alone(
          new Rejected(
              RejectReason.UNPARSABLE,
              "",
              "The line holds what it may not: " + BadCharacter.WHAT + "."));
    }
    CsvHeader header;
    try {
      header = CsvHeader.of(text.substring(0, end), csv);
    } catch (CsvHeader.MismatchException other) {
      return alone(new Rejected(RejectReason.UNPARSABLE, "", other.getMessage()));
    }
    List<String> fields = CsvHeader.fields(text.substring(end + 1), csv);
    if (fields == null) {
      return alone(
          new Rejected(
              RejectReason.UNPARSABLE,
              "",
              "A quotation mark is not closed on the line, or stands within a field."));
    }
    if (fields.size() != header.width()) {
      return alone(
          new Rejected(
              RejectReason.UNPARSABLE,
              "",
              "The line has "
                  + fields.size()
                  + " fields and the first line of the file "
                  + header.width()
                  + "."));
    }
    CsvTimes forms =
        times.computeIfAbsent(
            csv, made -> new CsvTimes(made.formats().orElse(CsvSettings.Formats.USUAL)));
    return facts(new CsvRow(csv, header, fields, forms), header, csv.kind(), feedName);
  }

  private Message facts(CsvRow row, CsvHeader header, CsvSettings.Kind kind, String feedName) {
    FeedSettings.Feed feed = settings.feed(feedName);
    String changed = row.moment(CsvColumn.CHANGED);
    Unused unused = new Unused("CSV");
    header.others().forEach(name -> unused.element(name.replace(' ', '_')));
    List<Part> parts = new ArrayList<>();
    Patient patient = CsvPerson.of(row, kind != CsvSettings.Kind.PATIENTS);
    String address = add(parts, patient, changed, unused);
    boolean referral =
        row.text(CsvColumn.REFERRAL) != null && row.text(CsvColumn.REFERRAL_DATE) != null;
    if (kind == CsvSettings.Kind.REFERRALS || kind == CsvSettings.Kind.APPOINTMENTS && referral) {
      add(parts, referral(row, address), changed, unused);
    }
    if (kind == CsvSettings.Kind.APPOINTMENTS) {
      Appointment appointment = new CsvBooking(row, feed, settings.codes()).of(address);
      add(parts, appointment, changed, unused);
    }
    if (row.fault() != null) {
      return new Message(null, true, List.of(new Entry("", "", null, row.fault(), row.unmapped())));
    }
    Message message = new MessageReader(settings, feedName).message(null, true, parts);
    List<Entry> placed = new ArrayList<>();
    for (Entry entry : message.entries()) {
      Reading reading =
          entry.reading() instanceof Rejected rejected ? placed(rejected, row) : entry.reading();
      placed.add(new Entry("", entry.resourceType(), entry.id(), reading, entry.unmapped()));
    }
    return new Message(null, true, List.copyOf(placed));
  }

  private static ServiceRequest referral(CsvRow row, String patient) {
    ServiceRequest request = new ServiceRequest();
    number(row, CsvColumn.REFERRAL, request);
    boolean ended = row.day(CsvColumn.REFERRAL_END) != null;
    request.getStatusElement().setValueAsString(ended ? "completed" : "active");
    request.getIntentElement().setValueAsString("order");
    String priority = row.code(CsvColumn.PRIORITY);
    if (priority != null && PRIORITIES.containsKey(priority.toLowerCase(java.util.Locale.ROOT))) {
      request
          .getPriorityElement()
          .setValueAsString(PRIORITIES.get(priority.toLowerCase(java.util.Locale.ROOT)));
    }
    request.setCode(row.concept(CsvColumn.SERVICE_CODE, TREATMENT_FUNCTION));
    String day = row.day(CsvColumn.REFERRAL_DATE);
    if (day != null) {
      request.setAuthoredOnElement(new DateTimeType(day));
    }
    request.setSubject(new Reference(patient));
    return request;
  }

  /** Files a resource under the number in a column. */
  static void number(CsvRow row, CsvColumn column, DomainResource resource) {
    String number = row.text(column);
    if (number == null) {
      row.reject(
          RejectReason.INCOMPLETE,
          column,
          "It has no number, so it could not be told from another.");
      return;
    }
    resource.setId(number);
    String system = row.system(column, null);
    if (system != null) {
      Identifier identifier = new Identifier().setSystem(system).setValue(number);
      if (resource instanceof Appointment appointment) {
        appointment.addIdentifier(identifier);
      } else {
        ((ServiceRequest) resource).addIdentifier(identifier);
      }
    }
  }

  /** The address of the resource within the message. */
  private static String add(
      List<Part> parts, DomainResource resource, String changed, Unused unused) {
    String address = "urn:csv:part:" + parts.size();
    if (changed != null) {
      Times.moment(changed)
          .ifPresent(
              moment ->
                  resource
                      .getMeta()
                      .setLastUpdatedElement(new InstantType(moment.at().toString())));
    }
    String type = resource.fhirType();
    parts.add(
        new Part(
            type,
            type,
            resource.getIdElement().getIdPart(),
            new Part.Request(address, "", "", "", null),
            resource,
            // Said once for the whole line.
            parts.isEmpty() ? unused : new Unused(type),
            null));
    return address;
  }

  /** The same rejection at the column its sender knows. */
  private static Rejected placed(Rejected rejected, CsvRow row) {
    String path = rejected.position().replace(".resource", "");
    CsvColumn column =
        PLACES.entrySet().stream()
            .filter(place -> path.startsWith(place.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(row::who);
    return new Rejected(rejected.reason(), row.place(column), rejected.text());
  }

  private static Message alone(Rejected fault) {
    return new Message(null, true, List.of(new Entry("", "", null, fault)));
  }
}
