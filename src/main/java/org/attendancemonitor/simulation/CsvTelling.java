package org.attendancemonitor.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The nightly extract of a patient administration system: a line for each news of an appointment.
 */
final class CsvTelling implements Telling {
  private static final String COLUMNS =
      "ATTENDANCE IDENTIFIER,LOCAL PATIENT IDENTIFIER,NHS NUMBER,PERSON BIRTH DATE,PERSON STATED"
          + " GENDER CODE,ETHNIC CATEGORY,POSTCODE OF USUAL ADDRESS,APPOINTMENT DATE,APPOINTMENT"
          + " TIME,ACTIVITY TREATMENT FUNCTION CODE,ATTENDED OR DID NOT ATTEND CODE,FIRST ATTENDANCE"
          + " CODE,CANCELLATION REASON,REFERRAL NUMBER,REFERRAL REQUEST RECEIVED DATE,PRIORITY TYPE"
          + " CODE,LAST CHANGED";

  /**
   * NHS treatment function codes. There is none for children's speech and language therapy: they
   * are told as speech and language therapy.
   */
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "physiotherapy", "650",
          "podiatry", "653",
          "speech-and-language-therapy", "652",
          "childrens-speech-and-language-therapy", "652",
          "dietetics", "654",
          "occupational-therapy", "651",
          "orthotics", "658",
          "orthoptics", "655",
          "pulmonary-rehabilitation", "342");

  private static final Map<String, String> GENDERS = Map.of("male", "1", "female", "2");

  private final Heard heard = new Heard();
  private final WallClock day = new WallClock("yyyy-MM-dd");
  private final WallClock time = new WallClock("HH:mm");
  private final WallClock moment = new WallClock("yyyy-MM-dd'T'HH:mm:ss");
  private Told last;

  @Override
  public String heading() {
    return COLUMNS;
  }

  @Override
  public List<Told> tell(SimulatedEvent event) {
    List<ObjectNode> resources = heard.hear(event);
    List<Told> lines = new ArrayList<>();
    if (resources.isEmpty() && last != null) {
      String text = last.text();
      lines.add(new Told(event.feed(), event.at(), "", text.substring(0, text.length() / 2)));
    }
    for (ObjectNode resource : resources) {
      // An appointment of another version of FHIR, or one that never was, has no column.
      if (Heard.type(resource).equals("Appointment")
          && !resource.has("incomingReferral")
          && !resource.path("status").asText().equals("entered-in-error")) {
        lines.addAll(lines(event, resource));
      }
    }
    last = lines.isEmpty() ? last : lines.get(0);
    return lines;
  }

  private List<Told> lines(SimulatedEvent event, JsonNode appointment) {
    List<JsonNode> patients = Heard.participants(appointment);
    List<Told> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(1, patients.size()); i++) {
      JsonNode patient = patients.isEmpty() ? null : patients.get(i);
      String id = Heard.id(appointment) + (patients.size() > 1 ? "." + (i + 1) : "");
      lines.add(
          new Told(event.feed(), event.at(), id, line(event.feed(), appointment, id, patient, i)));
    }
    return lines;
  }

  private String line(
      String feed, JsonNode appointment, String id, JsonNode participant, int position) {
    Attendance attendance = new Attendance(appointment);
    String reference = participant == null ? "" : participant.at("/actor/reference").asText();
    JsonNode patient = heard.of(feed, reference);
    String referral = attendance.referral(position);
    JsonNode referred = heard.of(feed, "ServiceRequest/" + referral);
    Clinic clinic = attendance.clinic();
    String start = appointment.path("start").asText();
    return String.join(
        ",",
        id,
        reference.replace("Patient/", ""),
        Heard.nhsNumber(patient),
        patient == null ? "" : patient.path("birthDate").asText(),
        patient == null ? "" : GENDERS.getOrDefault(patient.path("gender").asText(), "9"),
        patient == null ? "" : Heard.ethnicity(patient),
        patient == null ? "" : patient.at("/address/0/postalCode").asText(),
        day.of(start),
        time.of(start),
        function(clinic, referred),
        attendance.code(participant),
        attendance.first(),
        attendance.reason(),
        referral,
        referred == null ? "" : day.of(referred.path("authoredOn").asText()),
        referred == null ? "" : priority(referred),
        moment.of(Heard.changed(appointment)));
  }

  /** Filed under the service of the referral, where that is one of the sender's own. */
  private static String function(Clinic clinic, JsonNode referred) {
    JsonNode service = referred == null ? MissingNode.getInstance() : referred.at("/code/coding/0");
    if (LocalCode.is(service)) {
      return service.path("code").asText();
    }
    return clinic == null ? "" : FUNCTIONS.get(clinic.key());
  }

  private static String priority(JsonNode referral) {
    return referral.path("priority").asText().equals("urgent") ? "URG" : "RTN";
  }
}
