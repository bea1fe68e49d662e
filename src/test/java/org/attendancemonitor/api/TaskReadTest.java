package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.record.Derivation;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Incoming;
import org.attendancemonitor.record.Material;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Store;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class TaskReadTest {
  private static final AtomicInteger RUN = new AtomicInteger();
  private static final Instant OPENED = Instant.parse("2026-03-02T12:00:00Z");
  private static final String FORM = "application/x-www-form-urlencoded";

  @LocalServerPort private int port;
  @Autowired private Store store;
  @Autowired private FeedReader reader;
  private Caller clinician;
  private String run;

  @BeforeEach
  void start() {
    clinician = new Caller(port, "clinician");
    run = "r" + RUN.incrementAndGet();
  }

  @Test
  void aTaskIsReadAsItStandsAndAsItStood() {
    long row = patient("epr", run, "9990000018");
    keep(row, new Change.OpenTask(task(row, "t", 1, TaskStatus.REQUESTED)));
    keep(row, new Change.AmendTask(task(row, "t", 2, TaskStatus.IN_PROGRESS)));

    HttpResponse<String> now = clinician.get("/fhir/Task/" + run + "-t");
    HttpResponse<String> then = clinician.get("/fhir/Task/" + run + "-t/_history/1");
    Bundle history = bundle(clinician.get("/fhir/Task/" + run + "-t/_history"));

    assertThat(now.headers().firstValue("ETag")).contains("W/\"2\"");
    assertThat(((Task) parse(now)).getStatus().toCode()).isEqualTo("in-progress");
    assertThat(((Task) parse(now)).getFor().getReference()).isEqualTo("Patient/am-" + row);
    assertThat(((Task) parse(now)).getFor().getIdentifier().getValue()).isEqualTo("9990000018");
    assertThat(((Task) parse(then)).getStatus().toCode()).isEqualTo("requested");
    assertThat(history.getEntry())
        .extracting(it -> version(it.getResource()))
        .containsExactly("2", "1");
    assertThat(clinician.get("/fhir/Task/" + run + "-t/_history/9").statusCode()).isEqualTo(404);
    assertThat(clinician.get("/fhir/Task/none").statusCode()).isEqualTo(404);
  }

  @Test
  void aPatientIsFoundByOurIdAndByThatOfTheSource() {
    long row = patient("epr", run, "9990000026");
    keep(row, new Change.OpenTask(task(row, "t", 1, TaskStatus.REQUESTED)));

    assertThat(ids("/fhir/Task?patient=Patient/am-" + row)).containsExactly(run + "-t");
    assertThat(ids("/fhir/Task?patient=Patient/" + run)).containsExactly(run + "-t");
    assertThat(ids("/fhir/Task?patient=" + run)).containsExactly(run + "-t");
    assertThat(ids("/fhir/Task?patient=Patient/nobody")).isEmpty();
    assertThat(ids("/fhir/Task?patient=Patient/am-999999")).isEmpty();
  }

  @Test
  void anIdOfTwoPeopleInTwoSourcesIsNotAnsweredWithBoth() {
    patient("epr", run, "9990000034");
    patient("pas", run, "9990000042");

    HttpResponse<String> response = clinician.get("/fhir/Task?patient=Patient/" + run);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("multiple-matches");
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient.identifier", "patient:Patient.identifier", "patient:identifier"})
  void anIdentifierStandsInNoLinkHoweverTheParameterIsSpelt(String parameter) {
    patient("epr", run, "9990000992");

    HttpResponse<String> response =
        clinician.send(
            "POST",
            "/fhir/Task/_search",
            FORM,
            BodyPublishers.ofString(
                parameter + "=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000992"));

    assertThat(response.body()).contains("resourceType").doesNotContain("9990000992");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"patient.identifier", "patient%2Eidentifier", "patient:Patient.identifier"})
  void anIdentifierInTheAddressIsRefusedHoweverTheParameterIsSpelt(String parameter) {
    HttpResponse<String> response =
        clinician.get(
            "/fhir/Task?" + parameter + "=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C999");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("not-in-address");
  }

  @Test
  void anNhsNumberIsSearchedByPostAndNeverStandsInALink() {
    long row = patient("epr", run, "9990000050");
    keep(row, new Change.OpenTask(task(row, "1", 1, TaskStatus.REQUESTED)));
    keep(row, new Change.OpenTask(task(row, "2", 1, TaskStatus.REQUESTED)));

    HttpResponse<String> response =
        clinician.send(
            "POST",
            "/fhir/Task/_search",
            FORM,
            BodyPublishers.ofString(
                "patient.identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000050"
                    + "&_count=1"));

    Bundle first = bundle(response);
    assertThat(first.getTotal()).isEqualTo(2);
    assertThat(first.getLink())
        .extracting(it -> it.getUrl())
        .noneMatch(it -> it.contains("999000"));
    String next = first.getLink("next").getUrl().replaceAll(".*/fhir", "/fhir");
    assertThat(ids(next))
        .hasSize(1)
        .doesNotContain(first.getEntryFirstRep().getResource().getIdPart());
  }

  @Test
  void aSearchNarrowsByEachOfItsParameters() {
    long row = patient("epr", run, "9990000069");
    keep(row, new Change.OpenTask(task(row, "open", 1, TaskStatus.REQUESTED)));
    keep(row, new Change.OpenTask(task(row, "done", 1, TaskStatus.COMPLETED)));
    String here = "/fhir/Task?patient=Patient/am-" + row;

    assertThat(ids(here)).hasSize(2);
    assertThat(ids(here + "&status=requested")).containsExactly(run + "-open");
    assertThat(ids(here + "&status=requested,completed")).hasSize(2);
    assertThat(ids(here + "&status=draft")).isEmpty();
    assertThat(ids(here + "&code=urn:attendance-monitor:task-kind%7Csupport-attendance"))
        .hasSize(2);
    assertThat(ids(here + "&code=support-plan")).isEmpty();
    assertThat(ids(here + "&code=http://other%7Csupport-attendance")).isEmpty();
    assertThat(ids(here + "&priority=urgent")).hasSize(2);
    assertThat(ids(here + "&priority=stat")).isEmpty();
    assertThat(ids(here + "&performer=key-worker")).hasSize(2);
    assertThat(ids(here + "&owner=nobody")).isEmpty();
    assertThat(ids(here + "&authored-on=2026-03-02")).hasSize(2);
    assertThat(ids(here + "&authored-on=lt2026-03-02")).isEmpty();
    assertThat(ids(here + "&authored-on=gt2026-03-02")).isEmpty();
    assertThat(ids(here + "&_sort=-authored-on")).hasSize(2);
    assertThat(clinician.get(here + "&_sort=name").statusCode()).isEqualTo(400);
    assertThat(clinician.get(here + "&status:not=requested").statusCode()).isEqualTo(400);
    assertThat(clinician.get(here + "&unknown=1").statusCode()).isEqualTo(400);
  }

  @Test
  void pagesCoverEverythingOnce() {
    long row = patient("epr", run, "9990000077");
    for (int i = 0; i < 5; i++) {
      keep(row, new Change.OpenTask(task(row, "t" + i, 1, TaskStatus.REQUESTED)));
    }
    List<String> seen = new ArrayList<>();
    String next = "/fhir/Task?patient=Patient/am-" + row + "&_count=2";
    int pages = 0;
    while (next != null) {
      Bundle page = bundle(clinician.get(next));
      page.getEntry().forEach(it -> seen.add(it.getResource().getIdPart()));
      next =
          page.getLink("next") == null
              ? null
              : page.getLink("next").getUrl().replaceAll(".*/fhir", "/fhir");
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aFlagIsReadAndFoundByPatient() {
    long row = patient("epr", run, "9990000085");
    Flag flag =
        new Flag("core20", "raised", List.of(new Reason("decile", "Reason.")), true, OPENED, 1);
    keep(row, new Change.SetFlag(flag));

    Bundle found = bundle(clinician.get("/fhir/Flag?patient=Patient/" + run));

    String id = found.getEntryFirstRep().getResource().getIdPart();
    assertThat(found.getEntry()).hasSize(1);
    assertThat(clinician.get("/fhir/Flag/" + id).body()).contains("\"core20\"");
    assertThat(ids("/fhir/Flag?status=inactive&patient=Patient/" + run)).isEmpty();
    assertThat(clinician.get("/fhir/Flag/none").statusCode()).isEqualTo(404);
  }

  private long patient(String source, String id, String nhsNumber) {
    String feed = source.equals("epr") ? "epr" : "pas";
    Accepted accepted =
        (Accepted)
            reader
                .read(Sent.patient(id).replace("9990000018", nhsNumber), feed)
                .entries()
                .get(0)
                .reading();
    return store.inTransaction(
        () ->
            new Facts(store, new Places(store))
                .keep(
                    accepted.notices().stream()
                        .map(it -> new Incoming(it, source, feed, OPENED, false, true))
                        .toList())
                .get(0)
                .patients()
                .iterator()
                .next());
  }

  private void keep(long row, Change change) {
    store.inTransaction(
        () -> {
          Material before = new Recall(store).of(Set.of(row)).get(0);
          new Derived(store)
              .keep(
                  List.of(
                      new Derivation(
                          before,
                          List.of(change),
                          List.of(),
                          List.of(),
                          List.of(),
                          List.of(),
                          null,
                          false,
                          OPENED)));
          return null;
        });
  }

  private SupportTask task(long row, String name, long version, TaskStatus status) {
    return new SupportTask(
        run + "-" + name,
        row,
        "implicit|msk",
        "msk",
        TaskKind.SUPPORT_ATTENDANCE,
        status,
        Priority.URGENT,
        "T4",
        "1",
        List.of(new Step("contact", OPENED.plusSeconds(60), null)),
        OPENED.plusSeconds(60),
        "key-worker",
        null,
        List.of(new Reason("missed", "Missed an appointment.")),
        List.of("S03"),
        List.of(),
        OPENED,
        OPENED.plusSeconds(version),
        version,
        null,
        false,
        List.of(),
        Map.of(),
        List.of(),
        null);
  }

  private List<String> ids(String path) {
    return bundle(clinician.get(path)).getEntry().stream()
        .map(it -> it.getResource().getIdPart())
        .toList();
  }

  private static String version(Resource resource) {
    return resource.getMeta().getVersionId();
  }

  private static Bundle bundle(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (Bundle) parse(response);
  }

  private static Resource parse(HttpResponse<String> response) {
    return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(response.body());
  }
}
