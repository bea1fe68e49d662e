package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.NeedFact;
import org.attendancemonitor.attendance.Withdrawn;
import org.attendancemonitor.record.Store;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What was recorded of contacts, given out: attempts as Communications, needs as Flags. */
@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CommunicationReadTest {
  private static final AtomicInteger RUN = new AtomicInteger();
  private static final ContactFact CALL =
      new ContactFact(
          List.of(), false, Channel.PHONE, null, List.of("R07"), List.of(), false, "anna");
  private static final ContactFact LETTER = new ContactFact(List.of(), true, Channel.LETTER, null);

  @LocalServerPort private int port;
  @Autowired private Store store;
  private Caller clinician;
  private StoredTasks stored;
  private String patient;

  @BeforeEach
  void start() {
    clinician = new Caller(port, "clinician");
    stored = new StoredTasks(store, "contacts" + RUN.incrementAndGet());
    patient = "?patient=Patient/am-" + stored.row();
  }

  @Test
  void everyAttemptOfAPatientIsFoundAndRead() {
    stored.say(Key.OURS, Key.ofId(Key.OURS, "Communication", stored.id("c1")), CALL, 1);
    stored.say("epr", Key.ofId("epr", "Communication", stored.id("c2")), LETTER, 2);

    Bundle found = bundle(clinician.get("/fhir/Communication" + patient));
    Bundle second = bundle(clinician.get("/fhir/Communication" + patient + "&_count=1&_offset=1"));

    assertThat(found.getTotal()).isEqualTo(2);
    assertThat(found.getEntry())
        .extracting(it -> ((Communication) it.getResource()).getStatus().toCode())
        .as("the newest first")
        .containsExactly("completed", "not-done");
    Communication call = (Communication) found.getEntry().get(1).getResource();
    assertThat(call.getReasonCodeFirstRep().getCodingFirstRep().getCode()).isEqualTo("R07");
    assertThat(call.getSender().getIdentifier().getValue()).isEqualTo("anna");
    assertThat(second.getEntryFirstRep().getResource().getIdPart()).isEqualTo(call.getIdPart());
    HttpResponse<String> read = clinician.get("/fhir/Communication/" + call.getIdPart());
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(((Communication) parse(read)).getMediumFirstRep().getText()).isEqualTo("phone");
  }

  @Test
  void anAttemptThatWasTakenBackIsGone() {
    Key key = Key.ofId("epr", "Communication", stored.id("c"));
    stored.say("epr", key, LETTER, 1);
    String id =
        bundle(clinician.get("/fhir/Communication" + patient))
            .getEntryFirstRep()
            .getResource()
            .getIdPart();
    stored.say("epr", key, new Withdrawn(FactKind.CONTACT), 2);

    assertThat(bundle(clinician.get("/fhir/Communication" + patient)).getEntry()).isEmpty();
    assertThat(clinician.get("/fhir/Communication/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void nobodysAndEverybodysAttemptsAreNotGivenOut() {
    assertThat(clinician.get("/fhir/Communication/none").statusCode()).isEqualTo(404);
    assertThat(clinician.get("/fhir/Communication/1-none").statusCode()).isEqualTo(404);
    assertThat(clinician.get("/fhir/Communication").statusCode()).isEqualTo(400);
    assertThat(bundle(clinician.get("/fhir/Communication?patient=Patient/am-999999")).getEntry())
        .isEmpty();
    assertThat(
            clinician
                .get("/fhir/Communication?patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C9")
                .statusCode())
        .isEqualTo(400);
    HttpResponse<String> posted =
        clinician.send(
            "POST",
            "/fhir/Communication/_search",
            "application/x-www-form-urlencoded",
            BodyPublishers.ofString(
                "patient.identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000093"));
    assertThat(bundle(posted).getEntry()).isEmpty();
  }

  @Test
  void aNeedThatSomebodyRecordedHereIsAFlagAndOneOfASenderIsNot() {
    NeedFact need =
        new NeedFact(
            List.of(new Code("http://snomed.info/sct", "315594003")),
            List.of(),
            true,
            LocalDate.of(2026, 3, 2),
            null);
    stored.say(Key.OURS, Key.ofId(Key.OURS, "Flag", stored.id("n")), need, 1);
    stored.say("epr", Key.ofId("epr", "Flag", stored.id("n")), need, 2);

    Bundle found = bundle(clinician.get("/fhir/Flag" + patient));

    assertThat(found.getEntry()).hasSize(1);
    Flag flag = (Flag) found.getEntryFirstRep().getResource();
    assertThat(flag.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("need");
    assertThat(flag.getCode().getCodingFirstRep().getCode()).isEqualTo("315594003");
    assertThat(clinician.get("/fhir/Flag/" + flag.getIdPart()).statusCode()).isEqualTo(200);
    assertThat(bundle(clinician.get("/fhir/Flag" + patient + "&status=inactive")).getEntry())
        .isEmpty();
  }

  private static Bundle bundle(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (Bundle) parse(response);
  }

  private static Resource parse(HttpResponse<String> response) {
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(response.body());
  }
}
