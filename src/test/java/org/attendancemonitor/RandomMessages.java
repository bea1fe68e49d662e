package org.attendancemonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Random histories of a few people as FHIR messages: registrations and needs, referrals and their
 * endings, appointments that are booked, missed, attended, cancelled, corrected and taken back,
 * group sessions whose members change, contacts, merges and unmerges, places that are named late.
 * Every message has a source time of its own. Nobody has an address, so that {@link
 * org.attendancemonitor.policy.NaiveDerivation} can tell what follows.
 */
final class RandomMessages {
  static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
  static final Instant END = Instant.parse("2026-11-20T12:00:00Z");
  private static final String[] SERVICES = {"310087009", "310090003"};
  private static final String[] NEEDS = {
    "984661000000105", "203321000000107", "766561000000109", "1108151000000106", "32911000"
  };

  private final Random random;
  private final String prefix;
  private final int people;
  private final List<Sent> sent = new ArrayList<>();
  private int count;

  /**
   * One message.
   *
   * @param json one resource
   * @param received its receipt, which it keeps wherever it stands
   */
  record Sent(String json, Instant received) {}

  RandomMessages(long seed, String prefix, int people) {
    this.random = new Random(seed);
    this.prefix = prefix;
    this.people = people;
  }

  /** Everything that happens, in the order of its source times. */
  List<Sent> all() {
    for (int person = 0; person < people; person++) {
      registration(person);
      for (int referral = 0; referral <= random.nextInt(2); referral++) {
        referral(person, referral);
      }
    }
    sent.sort(Comparator.comparing(Sent::received));
    return sent;
  }

  private void registration(int person) {
    Instant at = between(START, START.plus(Duration.ofDays(20)));
    String born = random.nextInt(4) == 0 ? "" : ", \"birthDate\": \"" + birth() + "\"";
    String phone =
        random.nextInt(3) == 0
            ? ""
            : ", \"telecom\": [{\"system\": \"phone\", \"value\": \"07700 900123\"}]";
    String rest = born + phone + ", \"gender\": \"female\"";
    say(at, "Patient", patient(person), rest);
    if (random.nextInt(4) == 0) {
      at = later(at);
      say(
          at,
          "Patient",
          patient(person),
          rest
              + ", \"extension\": [{\"url\":"
              + " \"http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired\","
              + " \"valueBoolean\": true}]");
    }
    if (person > 0 && random.nextInt(5) == 0) {
      merge(person, rest, later(at));
    } else if (random.nextInt(12) == 0) {
      Instant died = later(at);
      say(died, "Patient", patient(person), rest + ", \"deceasedDateTime\": \"" + died + "\"");
    }
    if (random.nextInt(3) == 0) {
      need(person);
    }
  }

  private void merge(int person, String rest, Instant at) {
    String other = patient(random.nextInt(person));
    say(
        at,
        "Patient",
        patient(person),
        rest
            + ", \"link\": [{\"other\": {\"reference\": \"Patient/"
            + other
            + "\"}, \"type\": \"replaced-by\"}]");
    if (random.nextInt(2) == 0) {
      say(later(at), "Patient", patient(person), rest);
    }
  }

  private void need(int person) {
    Instant at = between(START, END);
    String id = prefix + "flag-" + count++;
    String rest =
        ", \"status\": \"%s\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\","
            + " \"code\": \""
            + NEEDS[random.nextInt(NEEDS.length)]
            + "\"}]}, \"subject\": {\"reference\": \"Patient/"
            + patient(person)
            + "\"}, \"period\": {\"start\": \"2026-01-01\"}";
    say(at, "Flag", id, rest.formatted("active"));
    if (random.nextInt(4) == 0) {
      say(later(at), "Flag", id, rest.formatted("entered-in-error"));
    }
  }

  private void referral(int person, int number) {
    String service = SERVICES[random.nextInt(SERVICES.length)];
    String id = prefix + "ref-" + person + "-" + number;
    Instant at = between(START, START.plus(Duration.ofDays(40)));
    String rest =
        ", \"status\": \"%s\", \"intent\": \"order\", "
            + code("code", service, false)
            + ", \"subject\": {\"reference\": \"Patient/"
            + patient(person)
            + "\"}, \"authoredOn\": \"2026-06-01\"";
    if (random.nextInt(5) > 0) {
      say(at, "ServiceRequest", id, rest.formatted("active"));
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      appointment(person, service, random.nextInt(6) == 0 ? null : id);
    }
    if (random.nextInt(4) == 0) {
      Instant ended = between(at.plus(Duration.ofDays(60)), END);
      say(
          ended,
          "ServiceRequest",
          id,
          rest.formatted(random.nextBoolean() ? "revoked" : "completed"));
    }
  }

  private void appointment(int person, String service, String referral) {
    String id = prefix + "apt-" + count++;
    Instant start =
        between(START.plus(Duration.ofDays(30)), END.minus(Duration.ofDays(4)))
            .truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    Instant booked = start.minus(Duration.ofDays(1 + random.nextInt(25)));
    boolean group = random.nextInt(6) == 0;
    String others = group ? member(random.nextInt(people)) : "";
    if (random.nextInt(4) > 0) {
      say(booked, "Appointment", id, rest("booked", service, referral, start, person, others));
    }
    Instant ended = start.plus(Duration.ofMinutes(30 + random.nextInt(3000)));
    String[] statuses = {"noshow", "noshow", "noshow", "fulfilled", "cancelled"};
    String status = statuses[random.nextInt(statuses.length)];
    String later = group && random.nextBoolean() ? "" : others;
    say(ended, "Appointment", id, rest(status, service, referral, start, person, later));
    if (status.equals("noshow") && random.nextInt(4) == 0) {
      String[] corrections = {"fulfilled", "entered-in-error", "noshow", "cancelled"};
      String corrected = corrections[random.nextInt(corrections.length)];
      say(
          later(ended),
          "Appointment",
          id,
          rest(corrected, service, referral, start, person, later));
    } else if (status.equals("noshow")) {
      contacts(person, id, ended);
    }
  }

  private void contacts(int person, String appointment, Instant missed) {
    Instant at = missed;
    for (int i = random.nextInt(4); i > 0; i--) {
      at = at.plus(Duration.ofHours(20 + random.nextInt(200)));
      if (at.isBefore(END)) {
        say(
            at,
            "Communication",
            prefix + "com-" + count++,
            ", \"status\": \""
                + (random.nextInt(4) == 0 ? "completed" : "not-done")
                + "\", \"medium\": [{\"coding\": [{\"system\":"
                + " \"http://terminology.hl7.org/CodeSystem/v3-ParticipationMode\", \"code\": \""
                + (random.nextBoolean() ? "PHONE" : "MAILWRIT")
                + "\"}]}], \"subject\": {\"reference\": \"Patient/"
                + patient(person)
                + "\"}, \"about\": [{\"reference\": \"Appointment/"
                + appointment
                + "\"}], \"sent\": \""
                + at
                + "\"");
      }
    }
  }

  private String rest(
      String status, String service, String referral, Instant start, int person, String others) {
    return ", \"status\": \""
        + status
        + "\", "
        + code("serviceType", service, true)
        + ", \"start\": \""
        + start
        + "\", \"end\": \""
        + start.plus(Duration.ofMinutes(30))
        + "\", \"participant\": [{\"actor\": {\"reference\": \"Patient/"
        + patient(person)
        + "\"}, \"status\": \"accepted\"}"
        + others
        + place()
        + "]"
        + (referral == null
            ? ""
            : ", \"basedOn\": [{\"reference\": \"ServiceRequest/" + referral + "\"}]");
  }

  private String member(int person) {
    return ", {\"actor\": {\"reference\": \"Patient/"
        + patient(person)
        + "\"}, \"status\": \"accepted\"}";
  }

  private String place() {
    int number = random.nextInt(6);
    if (number > 2) {
      return "";
    }
    String id = prefix + "loc-" + number;
    say(between(START, END), "Location", id, ", \"name\": \"Clinic " + number + "\"");
    return ", {\"actor\": {\"reference\": \"Location/" + id + "\"}, \"status\": \"accepted\"}";
  }

  private static String code(String name, String code, boolean list) {
    String concept =
        "{\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"" + code + "\"}]}";
    return "\"" + name + "\": " + (list ? "[" + concept + "]" : concept);
  }

  private String patient(int person) {
    return prefix + "pat-" + person;
  }

  private String birth() {
    return java.time.LocalDate.of(1935, 1, 1).plusDays(random.nextInt(32_000)).toString();
  }

  /** A second of its own, so that no two messages have one source time. */
  private Instant between(Instant from, Instant to) {
    long seconds = Math.max(1, Duration.between(from, to).toSeconds());
    return from.plusSeconds(random.nextLong(seconds));
  }

  private Instant later(Instant at) {
    return between(at.plusSeconds(60), END);
  }

  private void say(Instant at, String type, String id, String rest) {
    Instant source = at.plusMillis(sent.size() % 1000);
    sent.add(
        new Sent(
            "{\"resourceType\": \""
                + type
                + "\", \"id\": \""
                + id
                + "\", \"meta\": {\"lastUpdated\": \""
                + source
                + "\"}"
                + rest
                + "}",
            source.plusSeconds(random.nextInt(600))));
  }
}
