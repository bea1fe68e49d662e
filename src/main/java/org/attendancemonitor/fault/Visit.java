package org.attendancemonitor.fault;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * An appointment that one sender tells of, and in which messages: outcomes of all kinds, some
 * corrected by a later message, some of which the older message comes last, some told twice.
 *
 * @param sender a short name of its own
 * @param number from 0 on
 */
record Visit(String sender, int number) {
  /**
   * All appointments of one person end alike, since who has one that stands missed has a task
   * however the others ended: a divisor of this takes part in each choice below.
   */
  private static final int PEOPLE = 300;

  /** As many appointments a person has of one sender, so that records do not grow without end. */
  private static final int EACH = 10;

  private static final String ATTENDED = "fulfilled";
  private static final String MISSED = "noshow";

  /**
   * One message about it.
   *
   * @param number of the version: the higher is newer news
   * @param status of the appointment, in the words of FHIR
   */
  record Version(int number, String status) {
    /** How the appointment ended, in the words of the record. */
    String outcome() {
      return status.equals(MISSED) ? "dna" : "attended";
    }
  }

  /** Its id at the sender. */
  String id() {
    return "apt-" + sender + "-" + number;
  }

  /** The id of the person it is for; senders share people. */
  String patient() {
    return "person-" + (number / (PEOPLE * EACH) * PEOPLE + number % PEOPLE);
  }

  /** Which of its person's appointments it is, from 0. */
  int turn() {
    return number / PEOPLE % EACH;
  }

  /** The messages, in the order in which they are sent. */
  List<Version> story() {
    List<Version> story = new ArrayList<>();
    Version first = new Version(1, number % 3 == 0 ? ATTENDED : MISSED);
    Version corrected = new Version(2, ATTENDED);
    if (first.status().equals(MISSED) && number % 10 == 7) {
      story.add(corrected);
      story.add(first);
    } else {
      story.add(first);
      if (first.status().equals(MISSED) && number % 5 == 1) {
        story.add(corrected);
      }
    }
    if (number % 4 == 2) {
      story.add(story.get(story.size() - 1));
    }
    return story;
  }

  /** A message as FHIR. */
  String json(Version version, LocalDate today) {
    Instant start =
        today.minusDays(1 + number % EACH).atTime(LocalTime.of(10, 0)).toInstant(ZoneOffset.UTC);
    return """
        {"resourceType": "Appointment", "id": "%s",
         "meta": {"lastUpdated": "%s"}, "status": "%s",
         "serviceType": [{"coding": [{"system": "http://snomed.info/sct", "code": "722140001"}]}],
         "start": "%s", "end": "%s",
         "participant": [{"actor": {"reference": "Patient/%s"}, "status": "accepted"}]}"""
        .formatted(
            id(),
            start.plus(version.number(), ChronoUnit.HOURS),
            version.status(),
            start,
            start.plus(30, ChronoUnit.MINUTES),
            patient());
  }
}
