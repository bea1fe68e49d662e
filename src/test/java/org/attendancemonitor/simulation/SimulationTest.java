package org.attendancemonitor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.NhsNumber;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
  private static final LocalDate END = LocalDate.of(2026, 11, 22);

  /** Three areas of each decile; the codes need only look like codes here. */
  private static final List<Lsoa> AREAS =
      IntStream.range(0, 30)
          .mapToObj(i -> new Lsoa(String.format("E0100%04d", i), 1 + i % 10))
          .toList();

  private static Trust trust(int patients, long seed) {
    return new Trust(TrustPlan.of(patients, 730, END, seed, AREAS));
  }

  private static List<SimulatedEvent> history(int patients, long seed) {
    return trust(patients, seed).history().toList();
  }

  @Test
  void equalSeedsGiveEqualBytesAndOtherSeedsDoNot(@TempDir Path folder) throws IOException {
    Path first = folder.resolve("first.ndjson");
    Path second = folder.resolve("second.ndjson");
    Path other = folder.resolve("other.ndjson");
    new Simulation(trust(100, 7), faults(7)).writeTo(first);
    new Simulation(trust(100, 7), faults(7)).writeTo(second);
    new Simulation(trust(100, 8), faults(8)).writeTo(other);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
  }

  private static Faults faults(long seed) {
    return new Faults(FaultRates.usual(), seed, Instant.MAX);
  }

  @Test
  void everyMessageIsStrictlyValidFhirOfTheRightSize() {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    Map<String, List<Integer>> sizes = new TreeMap<>();
    for (SimulatedEvent event : history(300, 1)) {
      IBaseResource resource = parser.parseResource(event.json());
      assertThat(event.json()).doesNotContain("\n");
      assertThat(resource.getMeta().getLastUpdated().toInstant()).isEqualTo(event.at());
      sizes
          .computeIfAbsent(resource.fhirType(), type -> new ArrayList<>())
          .add(event.json().length());
    }
    assertThat(sizes)
        .containsKeys("Appointment", "Bundle", "ServiceRequest", "Patient", "Communication")
        .containsKeys("HealthcareService", "Location", "RelatedPerson", "AppointmentResponse");
    assertThat(mean(sizes.get("Appointment"))).isBetween(1_500.0, 2_500.0);
    assertThat(mean(sizes.get("Patient"))).isBetween(1_500.0, 2_500.0);
    assertThat(mean(sizes.get("ServiceRequest"))).isBetween(1_200.0, 2_500.0);
  }

  private static double mean(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  @Test
  void messagesComeInOrderOfTimeWithinThePeriod() {
    Trust trust = trust(300, 1);
    Instant before = trust.plan().start().atStartOfDay(TrustPlan.ZONE).toInstant();
    for (SimulatedEvent event : trust.history().toList()) {
      assertThat(event.at()).isAfterOrEqualTo(before).isBefore(trust.plan().historyEnd());
      before = event.at();
    }
  }

  @Test
  void liveMessagesGoOnFromTheHistoryWithoutEnd() {
    Trust trust = trust(300, 1);
    Instant now = trust.plan().historyEnd().plusSeconds(50_000);
    List<SimulatedEvent> live = trust.liveEvents(now).limit(500).toList();
    assertThat(live).extracting(SimulatedEvent::at).isSorted();
    assertThat(live).allMatch(event -> !event.at().isBefore(trust.plan().historyEnd()));
    for (String happening :
        List.of(
            "\"noshow\"", "\"MAILWRIT\"", "\"pat\"", "\"prov-pers\"", ":reason\"", ":support\"")) {
      assertThat(live)
          .as(happening)
          .anyMatch(event -> event.json().contains("-live-") && event.json().contains(happening));
    }
    assertThat(live).extracting(SimulatedEvent::feed).contains("default", "community");
    assertThat(trust.liveEvents(now).limit(500).toList()).isEqualTo(live);
  }

  @Test
  void everyKindOfMissIsPlayedAtTheDeskWithinAMinuteOrTwo() {
    Trust trust = trust(3_000, 1);
    Lives lives = new Lives(trust.plan());
    Instant now = trust.plan().historyEnd().plusSeconds(50_000);
    Pattern who = Pattern.compile("ServiceRequest/(ref-(\\d+)-\\d+)");
    Set<String> missed = new HashSet<>();
    Set<Object> played = new HashSet<>();
    trust
        .liveEvents(now, Duration.ofMillis(500))
        .takeWhile(event -> event.at().isBefore(now.plusSeconds(120)))
        .forEach(
            event -> {
              Matcher at = who.matcher(event.json());
              if (event.json().contains("\"apt-live-") && event.json().contains("\"noshow\"")) {
                assertThat(at.find()).isTrue();
                Life life = lives.life(Integer.parseInt(at.group(2)));
                Course course =
                    life.courses().stream()
                        .filter(each -> each.id().equals(at.group(1)))
                        .findFirst()
                        .orElseThrow();
                missed.add(course.id());
                Stream.of(Scene.values())
                    .filter(scene -> scene != Scene.ENDED && scene.fits(life, course, now))
                    .forEach(played::add);
              } else if (event.json().startsWith("{\"resourceType\":\"ServiceRequest\"")
                  && event.json().contains("\"revoked\"")) {
                missed.stream()
                    .filter(referral -> event.json().contains("\"id\":\"" + referral + "\""))
                    .forEach(referral -> played.add(Scene.ENDED));
              }
            });
    assertThat(played).contains((Object[]) Scene.values());
    assertThat(missed).hasSizeBetween(15, 40);
  }

  @Test
  void someCancelTwiceAndFewerThanOneInSixOfThoseWhoCancel() {
    Map<String, Integer> cancelled = new TreeMap<>();
    for (SimulatedEvent event : history(2_000, 1)) {
      String text = event.json();
      int basis = text.indexOf("ServiceRequest/ref-");
      if (basis > 0
          && text.contains("\"cancelled\"")
          && text.contains("\"code\":\"pat")
          && !text.contains("pat-dec")) {
        String referral = text.substring(basis, text.indexOf('"', basis));
        cancelled.merge(referral, 1, Integer::sum);
      }
    }
    long twice = cancelled.values().stream().filter(times -> times > 1).count();
    assertThat(twice).isBetween(cancelled.size() / 20L, cancelled.size() / 6L);
  }

  @Test
  void nobodySaysOfAChildThatItCannotWork() {
    Trust trust = trust(3_000, 1);
    Lives lives = new Lives(trust.plan());
    NeedText text = new NeedText(new RecordSystem("default", false));
    Instant at = trust.plan().historyEnd();
    Map<Boolean, Integer> told = new TreeMap<>();
    for (int index = 0; index < 3_000; index++) {
      Resident person = lives.resident(index);
      boolean child = person.ageOn(END) < 16;
      for (Stated stated : text.of(person, "p", at)) {
        if (stated.json().contains("impact-") || stated.json().contains("work-pattern")) {
          told.merge(child, 1, Integer::sum);
        }
      }
    }
    assertThat(told).containsOnlyKeys(false);
  }

  @Test
  void patientsCarryNumbersThatAreNeverIssuedAndNamesThatAreObviouslyFalse() {
    Set<String> numbers = new HashSet<>();
    for (int index : new int[] {0, 1, 8, 9, 10, 4_711, 19_999, TestNumbers.SIZE - 1}) {
      numbers.add(TestNumbers.number(index));
    }
    assertThat(numbers).hasSize(8).allMatch(number -> number.startsWith("999"));
    assertThat(numbers).allMatch(number -> new NhsNumber(number, true).trustworthy());
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    for (SimulatedEvent event : history(300, 1)) {
      if (event.json().startsWith("{\"resourceType\":\"Patient\"")) {
        Patient patient = parser.parseResource(Patient.class, event.json());
        assertThat(patient.getNameFirstRep().getFamily()).startsWith("ZZTest-");
        patient.getIdentifier().stream()
            .filter(one -> one.getSystem().equals("https://fhir.nhs.uk/Id/nhs-number"))
            .forEach(one -> assertThat(new NhsNumber(one.getValue(), true).trustworthy()).isTrue());
      }
    }
  }

  @Test
  void theTrustHasAllThatHappensInOne() {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    Set<String> seen = new HashSet<>();
    for (SimulatedEvent event : history(4_000, 1)) {
      if (event.json().contains("replaced-by")) {
        seen.add("merge");
      }
      if (event.json().contains("deceasedDateTime")) {
        seen.add("death");
      }
      if (event.json().startsWith("{\"resourceType\":\"Bundle\"")
          && event.json().contains("\"revoked\"")
          && event.json().contains("\"noshow\"")) {
        Bundle bundle = parser.parseResource(Bundle.class, event.json());
        assertThat(bundle.getEntry()).hasSize(2);
        assertThat(bundle.getEntry().get(0).getResource()).isInstanceOf(ServiceRequest.class);
        seen.add("discharge in one message with the miss");
      }
      if (event.json().startsWith("{\"resourceType\":\"Appointment\",\"id\":\"grp-")) {
        Appointment session = parser.parseResource(Appointment.class, event.json());
        assertThat(session.getParticipant()).hasSizeGreaterThan(4);
        seen.add("group");
      }
      for (String word : List.of("pat-dec", "Telephone", "Video", "not-done", "pat-lt", "prov")) {
        if (event.json().contains("\"" + word + "\"")) {
          seen.add(word);
        }
      }
    }
    assertThat(seen)
        .contains("merge", "death", "discharge in one message with the miss", "group")
        .contains("pat-dec", "Telephone", "Video", "not-done", "pat-lt", "prov");
  }

  @Test
  void outcomesAgreeWithTheTruthThatWasPutIn() {
    LocalDate last = END.minusDays(1);
    Truth truth = Truth.of(trust(20_000, 1).observations(), last.minusDays(364), last, one -> true);
    List<Truth.Rate> cells =
        truth.cells().values().stream().filter(rate -> rate.expected() >= 10).toList();
    assertThat(cells.size()).isGreaterThan(150);
    // Each square has mean 1 and variance about 2; cells of one service share appointments.
    double mean = cells.stream().mapToDouble(SimulationTest::square).average().orElseThrow();
    assertThat(mean).isBetween(0.6, 1.5);
    assertThat(cells.stream().filter(rate -> square(rate) > 9).count()).isLessThan(6);
  }

  private static double square(Truth.Rate rate) {
    double off = rate.missed() - rate.expected();
    return off * off / rate.variance();
  }

  @Test
  void theDeprivationGradientAndTheGroupEffectsAreThere() {
    Truth truth =
        Truth.of(trust(20_000, 1).observations(), LocalDate.MIN, LocalDate.MAX, one -> true);
    assertThat(rate(truth, "deprivation_quintile", "1"))
        .isGreaterThan(1.4 * rate(truth, "deprivation_quintile", "5"));
    for (int quintile = 1; quintile < 5; quintile++) {
      assertThat(rate(truth, "deprivation_quintile", String.valueOf(quintile)))
          .isGreaterThan(rate(truth, "deprivation_quintile", String.valueOf(quintile + 1)));
    }
    assertThat(rate(truth, "ethnic_group", "black"))
        .isGreaterThan(1.15 * rate(truth, "ethnic_group", "white"));
    assertThat(rate(truth, "interpreter", "yes"))
        .isGreaterThan(1.2 * rate(truth, "interpreter", "no"));
  }

  private static double rate(Truth truth, String dimension, String group) {
    return truth.cells().get(new Truth.Cell("physiotherapy", dimension, group)).rate();
  }

  @Test
  void faultsAreInjectedAsToldAndLoseNothing() {
    Faults faults = faults(3);
    List<SimulatedEvent> right = history(1_500, 3);
    List<SimulatedEvent> sent = faults.into(right.stream()).toList();
    Map<Injected.Fault, Long> told =
        faults.injected().stream()
            .collect(Collectors.groupingBy(Injected::fault, Collectors.counting()));
    assertThat(told).containsKeys(Injected.Fault.values());
    Set<SimulatedEvent> altered = new HashSet<>(right);
    altered.removeAll(new HashSet<>(sent));
    // In the place of each stands itself without a zone, or with a code of the sender's own.
    Set<String> slipped =
        faults.injected().stream()
            .filter(
                each ->
                    each.fault() == Injected.Fault.MISSING_ZONE
                        || each.fault() == Injected.Fault.BAD_CODE)
            .map(each -> each.resource() + sent.get((int) each.position()).at())
            .collect(Collectors.toSet());
    assertThat(altered).isNotEmpty();
    for (SimulatedEvent event : altered) {
      assertThat(slipped).contains(Tampering.resource(event) + event.at());
    }
    long moved = told.get(Injected.Fault.LATE) + told.get(Injected.Fault.OUT_OF_ORDER);
    assertThat(sent)
        .hasSize(right.size() + faults.injected().size() - (int) moved - altered.size());
    Set<SimulatedEvent> known = new HashSet<>(right);
    for (Injected each : faults.injected()) {
      SimulatedEvent event = sent.get((int) each.position());
      boolean same = known.contains(event);
      assertThat(same).isEqualTo(each.fault().compareTo(Injected.Fault.CORRECTION) < 0);
      if (each.fault() == Injected.Fault.CORRECTION) {
        assertThat(event.json()).contains("\"fulfilled\"", each.resource().substring(12));
      }
    }
  }
}
