package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submission;
import org.attendancemonitor.record.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two systems tell of one person; what they do not name alike stays, and is counted to look at. */
class PossibleDoublesTest {
  private static final String PATIENT =
      """
      {"resourceType":"Patient","id":"p","meta":{"lastUpdated":"2026-10-01T09:00:00Z"},
       "birthDate":"1980-05-04","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number",
       "value":"9000000009","extension":[{
       "url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
       "valueCodeableConcept":{"coding":[{
       "system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland",
       "code":"01"}]}}]}]}""";
  private static final String REFERRAL =
      """
      {"resourceType":"ServiceRequest","id":"r","meta":{"lastUpdated":"2026-10-01T09:00:00Z"},
       "status":"active","intent":"order","subject":{"reference":"Patient/p"},
       "code":{"coding":[{"system":"http://snomed.info/sct","code":"722140001"}]}}""";
  private static final String APPOINTMENT =
      """
      {"resourceType":"Appointment","id":"a","meta":{"lastUpdated":"2026-10-01T09:00:00Z"},
       "status":"booked","start":"2026-10-20T09:30:00Z","end":"2026-10-20T10:00:00Z",IDENTIFIER
       "serviceType":[{"coding":[{"system":"http://snomed.info/sct","code":"722140001"}]}],
       "participant":[{"actor":{"reference":"Patient/p"},"status":"accepted"}]}""";

  @Test
  void areCountedUntilTheyAreNamedAlike(@TempDir Path data) throws Exception {
    Configuration configuration =
        Configuration.load(
            Path.of("config"), Map.of(), Map.of("attendance.data", data.resolve("d").toString()));
    try (Monitor monitor =
        Monitor.start(
            configuration,
            Monitor.Extent.RECORD_ONLY,
            Map.of(),
            new SetClock(Instant.parse("2026-10-02T09:00:00Z")))) {
      for (String feed : new String[] {"default", "community"}) {
        send(monitor, feed, PATIENT);
        send(monitor, feed, REFERRAL);
        send(monitor, feed, APPOINTMENT.replace("IDENTIFIER", ""));
      }
      assertThat(monitor.part(People.class).possibleDoubles())
          .containsEntry("patient", 0L)
          .containsEntry("appointment", 1L)
          .containsEntry("referral", 1L);

      for (String feed : new String[] {"default", "community"}) {
        send(
            monitor,
            feed,
            APPOINTMENT
                .replace(
                    "IDENTIFIER", "\"identifier\":[{\"system\":\"urn:booking\",\"value\":\"7\"}],")
                .replace("2026-10-01", "2026-10-02"));
      }
      assertThat(monitor.part(People.class).possibleDoubles())
          .containsEntry("appointment", 0L)
          .containsEntry("referral", 1L);
    }
  }

  private static void send(Monitor monitor, String feed, String json) throws Exception {
    Submission submission =
        Submission.of(
            monitor.part(FeedReader.class).read(json, feed),
            feed,
            Intake.Lane.LIVE,
            Instant.parse("2026-10-02T09:00:00Z"));
    assertThat(
            monitor.part(RoutedIntake.class).submit(submission).get(60, TimeUnit.SECONDS).clean())
        .isTrue();
  }
}
