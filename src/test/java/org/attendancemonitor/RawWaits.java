package org.attendancemonitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Waits worked out from messages alone, as somebody with a file of them and no program of ours
 * would: referrals, what was booked and kept, who was reached, who died. It shares no code with
 * what it is compared with.
 */
final class RawWaits {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Set<String> SENT = Set.of("MAILWRIT", "SMSWRIT", "EMAILWRIT");

  private final Map<String, String> services;
  private final Map<String, Integer> deciles;
  private final Map<String, JsonNode> patients = new HashMap<>();
  private final Map<String, LocalDate> deaths = new HashMap<>();
  private final Map<String, List<JsonNode>> referrals = new HashMap<>();
  private final Map<String, List<JsonNode>> appointments = new HashMap<>();
  private final Map<String, List<String>> bookedFor = new HashMap<>();
  private final Map<String, List<JsonNode>> contacts = new HashMap<>();

  /**
   * One referral at the end of the last day.
   *
   * @param fifth of deprivation, 1 the most deprived, or unknown
   * @param interpreter yes, no or unknown
   * @param how {@code seen}, {@code removed}, {@code died}, or null while the patient waits
   * @param left the day of it, or null
   * @param clock the day the clock started, or null where it stands still
   */
  record Wait(
      String service,
      String sex,
      String fifth,
      String interpreter,
      LocalDate referred,
      String how,
      LocalDate left,
      LocalDate clock,
      LocalDate contact) {

    boolean waits(LocalDate day) {
      return !referred.isAfter(day) && (left == null || left.isAfter(day));
    }
  }

  /**
   * @param services key of the service by the code a referral asks for it
   * @param deciles of deprivation by small area
   */
  RawWaits(Map<String, String> services, Map<String, Integer> deciles) {
    this.services = services;
    this.deciles = deciles;
  }

  /** Takes one message, in order of time. */
  void take(String message) {
    try {
      JsonNode resource = JSON.readTree(message);
      if (resource.path("resourceType").asText().equals("Bundle")) {
        resource.path("entry").forEach(entry -> one(entry.path("resource")));
      } else {
        one(resource);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void one(JsonNode resource) {
    String id = resource.path("id").asText();
    switch (resource.path("resourceType").asText()) {
      case "Patient" -> {
        // Where somebody lives is asked when the referral is made; of a record that is replaced by
        // another, what is said last is only that.
        patients.putIfAbsent(id, resource);
        if (resource.has("deceasedDateTime")) {
          deaths.put(nhs(resource), day(resource.path("deceasedDateTime")));
        }
      }
      case "ServiceRequest" -> referrals.computeIfAbsent(id, k -> new ArrayList<>()).add(resource);
      case "Appointment" -> {
        appointments.computeIfAbsent(id, k -> new ArrayList<>()).add(resource);
        for (JsonNode basis : resource.path("basedOn")) {
          List<String> booked =
              bookedFor.computeIfAbsent(after(basis, "/"), k -> new ArrayList<>());
          if (!booked.contains(id)) {
            booked.add(id);
          }
        }
      }
      case "Communication" ->
          resource
              .path("about")
              .forEach(
                  about ->
                      contacts
                          .computeIfAbsent(after(about, "/"), k -> new ArrayList<>())
                          .add(resource));
      default -> {}
    }
  }

  private static String after(JsonNode reference, String slash) {
    String text = reference.path("reference").asText();
    return text.substring(text.lastIndexOf(slash) + 1);
  }

  /** Every referral as it stands at the end of a day, which is the last that is known. */
  List<Wait> waits(LocalDate last) {
    List<Wait> waits = new ArrayList<>();
    referrals.forEach((id, versions) -> waits.add(wait(id, versions, last)));
    waits.removeIf(wait -> wait.referred().isAfter(last));
    return waits;
  }

  /** The NHS number; where a record has none, its id, so that it is nobody else's. */
  private static String nhs(JsonNode patient) {
    for (JsonNode identifier : patient.path("identifier")) {
      if (identifier.path("system").asText().endsWith("/nhs-number")) {
        return identifier.path("value").asText();
      }
    }
    return patient.path("id").asText();
  }

  private Wait wait(String id, List<JsonNode> versions, LocalDate last) {
    JsonNode newest = versions.get(versions.size() - 1);
    JsonNode patient = patients.get(after(newest.path("subject"), "/"));
    LocalDate referred = day(newest.path("authoredOn"));
    List<List<JsonNode>> booked =
        bookedFor.getOrDefault(id, List.of()).stream()
            .map(appointments::get)
            .sorted(Comparator.comparing(all -> start(all)))
            .toList();
    LocalDate seen =
        booked.stream()
            .filter(all -> status(all).equals("fulfilled"))
            .map(all -> day(start(all)))
            .findFirst()
            .orElse(null);
    LocalDate ended =
        versions.stream()
            .filter(version -> !version.path("status").asText().equals("active"))
            .map(version -> day(version.path("meta").path("lastUpdated")))
            .findFirst()
            .orElse(null);
    LocalDate died = deaths.get(nhs(patient));
    String how = null;
    LocalDate left = null;
    if (seen != null) {
      how = "seen";
      left = seen;
    } else if (died != null && (ended == null || !ended.isBefore(died))) {
      how = "died";
      left = died;
    } else if (ended != null) {
      how = "removed";
      left = ended;
    }
    return new Wait(
        services.get(newest.path("code").path("coding").path(0).path("code").asText()),
        patient.path("gender").asText(),
        fifth(patient),
        interpreter(patient),
        referred,
        how,
        left,
        clock(referred, booked, last),
        contact(id, booked, referred, last));
  }

  private static Instant start(List<JsonNode> versions) {
    return Instant.parse(newest(versions).path("start").asText());
  }

  private static String status(List<JsonNode> versions) {
    return newest(versions).path("status").asText();
  }

  private static JsonNode newest(List<JsonNode> versions) {
    return versions.get(versions.size() - 1);
  }

  private static LocalDate day(JsonNode moment) {
    return day(OffsetDateTime.parse(moment.asText()).toInstant());
  }

  private static LocalDate day(Instant moment) {
    return moment.atZone(LONDON).toLocalDate();
  }

  private String fifth(JsonNode patient) {
    String[] area = new String[1];
    Consumer<JsonNode> look =
        extension -> {
          String value = extension.path("valueString").asText(extension.path("valueCode").asText());
          if (value.matches("E01\\d{6}")) {
            area[0] = value;
          }
        };
    patient.path("address").forEach(address -> address.findParents("url").forEach(look));
    return area[0] == null ? "unknown" : String.valueOf((deciles.get(area[0]) + 1) / 2);
  }

  private static String interpreter(JsonNode patient) {
    for (JsonNode extension : patient.findParents("valueBoolean")) {
      if (extension.path("url").asText().endsWith("nterpreterRequired")) {
        return extension.path("valueBoolean").asBoolean() ? "yes" : "no";
      }
    }
    return "unknown";
  }

  /** Stopped by the last miss, started anew by what was booked for a later time. */
  private static LocalDate clock(LocalDate referred, List<List<JsonNode>> booked, LocalDate last) {
    LocalDate clock = referred;
    Instant miss = null;
    for (List<JsonNode> one : booked) {
      if (status(one).equals("noshow") && !day(start(one)).isAfter(last)) {
        miss = start(one);
      }
    }
    if (miss != null) {
      clock = null;
      for (List<JsonNode> one : booked) {
        if (start(one).isAfter(miss)) {
          LocalDate from = day(one.get(0).path("meta").path("lastUpdated"));
          from = from.isAfter(day(start(one))) ? day(start(one)) : from;
          from = from.isBefore(day(miss)) ? day(miss) : from;
          clock = clock == null || from.isBefore(clock) ? from : clock;
        }
      }
    }
    return clock != null && clock.isAfter(last) ? null : clock;
  }

  private LocalDate contact(
      String id, List<List<JsonNode>> booked, LocalDate referred, LocalDate last) {
    List<JsonNode> all = new ArrayList<>(contacts.getOrDefault(id, List.of()));
    booked.forEach(
        one -> all.addAll(contacts.getOrDefault(newest(one).path("id").asText(), List.of())));
    LocalDate contact = referred;
    for (JsonNode one : all) {
      String medium = one.path("medium").path(0).path("coding").path(0).path("code").asText();
      boolean answered = one.has("reasonCode") || one.has("category");
      boolean reached =
          one.path("status").asText().equals("completed") && (!SENT.contains(medium) || answered);
      LocalDate day = day(one.path("sent"));
      if (reached && day.isAfter(contact) && !day.isAfter(last)) {
        contact = day;
      }
    }
    return contact;
  }
}
