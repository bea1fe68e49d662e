package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.Visit;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.GroupStatus;
import org.attendancemonitor.feed.SourceTime;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The synthetic feed as the program reads it, with the codes of the shipped feeds.yaml. */
class SimulatedFeedTest {
  private static final LocalDate END = LocalDate.of(2026, 11, 22);
  private static final List<Lsoa> AREAS =
      IntStream.range(0, 30)
          .mapToObj(i -> new Lsoa(String.format("E0100%04d", i), 1 + i % 10))
          .toList();

  private static final Set<String> CODES =
      AREAS.stream().map(Lsoa::code).collect(java.util.stream.Collectors.toSet());

  private final FeedReader reader = new FeedReader(settings());
  private final Trust trust = new Trust(TrustPlan.of(500, 500, END, 5, AREAS));

  static FeedSettings settings() {
    try (Reader file = Files.newBufferedReader(Path.of("config/feeds.yaml"))) {
      Map<?, ?> root = new Yaml().load(file);
      Map<?, ?> codes = (Map<?, ?>) root.get("codes");
      Map<String, Outcome> outcomes = new HashMap<>();
      ((Map<?, ?>) codes.get("outcomes"))
          .forEach((code, word) -> outcomes.put(code.toString(), Outcome.valueOf(upper(word))));
      Map<String, Visit> visits = new HashMap<>();
      ((Map<?, ?>) codes.get("visits"))
          .forEach((code, word) -> visits.put(code.toString(), Visit.valueOf(upper(word))));
      return new FeedSettings(
          Map.of("default", feed("acute"), "community", feed("community")),
          new FeedSettings.Meanings(outcomes, visits, Set.of(), Set.of(), Optional.empty()),
          new FeedSettings.Limits(1_000_000, 64));
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private static FeedSettings.Feed feed(String source) {
    return new FeedSettings.Feed(
        source,
        List.of(),
        SourceTime.USE,
        GroupStatus.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String upper(Object word) {
    return word.toString().toUpperCase(Locale.ROOT);
  }

  private List<Notice> notices(SimulatedEvent event) {
    return reader.read(event.json(), event.feed()).entries().stream()
        .map(Entry::reading)
        .peek(reading -> assertThat(reading).isInstanceOf(Reading.Accepted.class))
        .flatMap(reading -> ((Reading.Accepted) reading).notices().stream())
        .toList();
  }

  @Test
  void everyMessageIsAcceptedAndSaysWhatItsMakerMeant() {
    Map<String, Outcome> outcomes = new HashMap<>();
    Set<Object> seen = new HashSet<>();
    for (SimulatedEvent event : trust.history().toList()) {
      for (Notice notice : notices(event)) {
        assertThat(notice.sourceTime()).isNotNull().isBeforeOrEqualTo(event.at());
        if (notice.fact() instanceof PatientFact patient && patient.active()) {
          assertThat(patient.nhsNumber().verified()).isTrue();
          seen.add(patient.interpreterRequired() == null ? "not asked" : "asked");
          if (patient.residence() != null && patient.residence().lsoa() != null) {
            assertThat(CODES.contains(patient.residence().lsoa())).isTrue();
            seen.add("area");
          }
        } else if (notice.fact() instanceof AppointmentFact appointment) {
          assertThat(appointment.visit()).isNotEqualTo(Visit.UNKNOWN);
          outcomes.put(notice.key() + " " + notice.patient(), appointment.outcome());
          seen.add(appointment.outcome());
          seen.add(appointment.mode());
        } else if (notice.fact() instanceof ReferralFact referral) {
          seen.add(referral.endedForNonAttendance() ? "ended for a miss" : referral.status());
        }
      }
    }
    assertThat(seen)
        .contains("asked", "not asked", "area", "ended for a miss")
        .contains(Mode.GROUP, Mode.IN_PERSON, Mode.TELEPHONE, Mode.VIDEO)
        .contains(Outcome.ATTENDED, Outcome.DNA, Outcome.LATE_NOT_SEEN, Outcome.NOT_RECORDED)
        .contains(Outcome.PATIENT_CANCELLED, Outcome.PROVIDER_CANCELLED)
        .doesNotContain(Outcome.CANCELLED);
    long missed = outcomes.values().stream().filter(Outcome::missed).count();
    long kept = outcomes.values().stream().filter(it -> it == Outcome.ATTENDED).count();
    List<Observation> truth = trust.observations().toList();
    assertThat(missed).isEqualTo(truth.stream().filter(Observation::missed).count());
    assertThat(missed + kept).isEqualTo(truth.size());
  }

  @Test
  void contactsTellWhatWasSaidAndLettersComeBeforeTheAppointment() {
    Map<Key, Boolean> interpreter = new HashMap<>();
    Map<Key, Instant> starts = new HashMap<>();
    Map<Key, ContactFact> contacts = new HashMap<>();
    Map<Key, Key> whose = new HashMap<>();
    for (SimulatedEvent event : trust.history().toList()) {
      for (Notice notice : notices(event)) {
        if (notice.fact() instanceof PatientFact patient) {
          interpreter.put(notice.key(), Boolean.TRUE.equals(patient.interpreterRequired()));
        } else if (notice.fact() instanceof AppointmentFact appointment) {
          starts.put(notice.key(), appointment.start());
        } else if (notice.fact() instanceof ContactFact contact) {
          contacts.put(notice.key(), contact);
          whose.put(notice.key(), notice.patient());
        }
      }
    }
    Set<Object> seen = new HashSet<>();
    contacts.forEach(
        (key, contact) -> {
          boolean before = contact.at().isBefore(starts.get(contact.about().get(0)));
          if (before) {
            seen.add(contact.reached() ? "letter" : "lost letter");
            assertThat(contact.channel()).isIn(Channel.LETTER, Channel.TEXT);
          } else if (contact.reasons().contains("R07")) {
            assertThat(interpreter.get(whose.get(key))).isTrue();
          }
          assertThat(contact.reasons().contains("R99") && contact.reached()).isFalse();
          assertThat(before && !contact.reasons().isEmpty()).isFalse();
          seen.addAll(contact.reasons());
          contact.supports().forEach(offered -> seen.add(offered.result()));
          seen.add(contact.needsAsked() ? "asked" : "not asked");
        });
    assertThat(contacts.values().stream().flatMap(contact -> contact.supports().stream()))
        .extracting(Offered::support)
        .doesNotContain("S02");
    assertThat(seen)
        .contains("letter", "lost letter", "asked", "not asked")
        .contains("accepted", "declined", "tried", "not-available")
        .contains("R07", "R15", "R99");
  }

  private static Faults slips(double missingZone, double badCode) {
    return new Faults(new FaultRates(0, 0, 0, 0, 0, 0, missingZone, badCode), 1, Instant.MAX);
  }

  @Test
  void timesWithoutAZoneAreReadAtTheSameMoment() {
    Faults faults = slips(1, 0);
    List<SimulatedEvent> right = trust.history().toList();
    List<SimulatedEvent> sent = faults.into(right.stream()).toList();
    Set<String> nights = new HashSet<>();
    int at = 0;
    for (SimulatedEvent event : sent) {
      assertThat(event.json()).doesNotContain("+00:00");
      if (at < right.size() && event.at().equals(right.get(at).at())) {
        assertThat(notices(event)).isEqualTo(notices(right.get(at)));
        at++;
      } else {
        // The first of both: in summer time still.
        assertThat(notices(event))
            .isNotEmpty()
            .allSatisfy(notice -> assertThat(notice.sourceTime()).isEqualTo(event.at()));
        nights.add(event.json().replaceAll(".*lastUpdated\":\"([^\"]+).*", "$1") + event.at());
      }
    }
    assertThat(at).isEqualTo(right.size());
    assertThat(nights)
        .containsExactlyInAnyOrder(
            "2025-10-26T01:30:002025-10-26T00:30:00Z", "2026-10-25T01:30:002026-10-25T00:30:00Z");
    assertThat(faults.injected())
        .hasSameSizeAs(sent)
        .allMatch(one -> one.fault() == Injected.Fault.MISSING_ZONE);
  }

  @Test
  void aCodeOfTheSendersOwnIsNotedAndIsNoMiss() {
    Faults faults = slips(0, 1);
    List<SimulatedEvent> sent = faults.into(trust.history()).toList();
    Map<String, Integer> noted = new HashMap<>();
    Map<String, Boolean> missed = new HashMap<>();
    for (Injected one : faults.injected()) {
      SimulatedEvent event = sent.get((int) one.position());
      assertThat(event.json()).contains("\"XQ7\"");
      reader
          .read(event.json(), event.feed())
          .entries()
          .forEach(
              entry -> entry.unmapped().forEach(it -> noted.merge(it.toString(), 1, Integer::sum)));
      assertThat(notices(event))
          .noneMatch(it -> it.fact() instanceof AppointmentFact fact && fact.outcome().missed());
    }
    assertThat(noted.keySet()).anyMatch(it -> it.contains("urn:local:outcome|XQ7"));
    for (SimulatedEvent event : sent) {
      for (Notice notice : notices(event)) {
        if (notice.fact() instanceof AppointmentFact fact) {
          missed.put(notice.key() + " " + notice.patient(), fact.outcome().missed());
        }
      }
    }
    assertThat(missed.values().stream().filter(it -> it).count())
        .isEqualTo(trust.observations().filter(Observation::missed).count());
  }

  @Test
  void theseTwoLeaveTheOtherFaultsAsTheyAre() {
    FaultRates usual = FaultRates.usual();
    Faults all = new Faults(usual, 1, Instant.MAX);
    Faults others =
        new Faults(
            new FaultRates(
                usual.duplicate(),
                usual.late(),
                usual.outOfOrder(),
                usual.correction(),
                usual.enteredInError(),
                usual.bad(),
                0,
                0),
            1,
            Instant.MAX);
    List<SimulatedEvent> sent = all.into(trust.history()).toList();
    List<SimulatedEvent> less = others.into(trust.history()).toList();
    Set<Integer> slipped = new HashSet<>();
    for (Injected one : all.injected()) {
      if (one.fault() == Injected.Fault.MISSING_ZONE || one.fault() == Injected.Fault.BAD_CODE) {
        slipped.add((int) one.position());
      }
    }
    List<SimulatedEvent> same = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      if (!slipped.contains(i)) {
        same.add(sent.get(i));
      }
    }
    assertThat(slipped).hasSizeGreaterThan(20);
    assertThat(less).containsSubsequence(same);
    assertThat(all.injected().stream().filter(it -> !slipped.contains((int) it.position())))
        .extracting(it -> it.fault() + it.resource())
        .containsExactlyElementsOf(
            others.injected().stream().map(it -> it.fault() + it.resource()).toList());
  }

  @Test
  void everyBadMessageIsRefusedAndNoOther() {
    Faults faults =
        new Faults(new FaultRates(0.01, 0.01, 0.02, 0.05, 0.01, 0.05, 0.05, 0.05), 1, Instant.MAX);
    List<SimulatedEvent> sent = faults.into(trust.history()).toList();
    Map<Long, Injected> injected = new HashMap<>();
    faults.injected().forEach(each -> injected.put(each.position(), each));
    for (int position = 0; position < sent.size(); position++) {
      SimulatedEvent event = sent.get(position);
      Injected fault = injected.get((long) position);
      boolean refused =
          reader.read(event.json(), event.feed()).entries().stream()
              .anyMatch(entry -> entry.reading() instanceof Reading.Rejected);
      assertThat(refused).as("%s", fault).isEqualTo(fault != null && fault.fault().bad());
    }
    assertThat(injected.values()).extracting(Injected::fault).contains(Injected.Fault.values());
  }
}
