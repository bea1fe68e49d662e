package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Change;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.ContactFact;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.record.Store;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each change of a task tells who made it, in which role, for which team, and why. */
@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ProvenanceTest {
  private static final AtomicInteger RUN = new AtomicInteger();
  private static final Instant OPENED = Instant.parse("2026-03-02T12:00:00Z");
  private static final Actor ANNA = new Actor("anna", Set.of("clinician"), "HCPC:PH1", "feet");
  private static final Actor CLEO = new Actor("cleo", Set.of("coordinator"), null);

  @LocalServerPort private int port;
  @Autowired private Store store;
  private Caller clinician;
  private StoredTasks stored;
  private String task;

  /** The rules open it, anna claims it, the rules raise it, cleo tries to call, anna ends it. */
  @BeforeEach
  void aTaskWithAHistory() {
    clinician = new Caller(port, "clinician");
    stored = new StoredTasks(store, "changes" + RUN.incrementAndGet());
    task = stored.id("t");
    SupportTask opened = stored.task("t", 1, TaskStatus.REQUESTED);
    stored.keep(new Change.OpenTask(opened));
    act(Verb.CLAIM, ANNA, 10, null, null);
    amend(opened, 2, TaskStatus.IN_PROGRESS, 10);
    amend(opened, 3, TaskStatus.IN_PROGRESS, 20);
    act(Verb.CONTACT, CLEO, 30, null, null);
    stored.say(
        Key.OURS,
        Key.ofId(Key.OURS, "Communication", stored.id("call")),
        new ContactFact(List.of(), false, Channel.PHONE, null, List.of(), List.of(), false, "cleo"),
        30);
    act(Verb.COMPLETE, ANNA, 40, "support-offered", "Will come on Tuesday.");
    amend(opened, 4, TaskStatus.COMPLETED, 40);
  }

  private void act(Verb verb, Actor actor, int minutes, String outcome, String note) {
    Instant at = OPENED.plusSeconds(60L * minutes);
    Fact done = new ActionFact(task, verb, actor, at, outcome, null, null, Map.of(), note);
    stored.say(Key.OURS, Key.ofId(Key.OURS, "Task", task + "?action|" + minutes), done, minutes);
  }

  private void amend(SupportTask opened, int version, TaskStatus status, int minutes) {
    stored.keep(
        new Change.AmendTask(
            opened
                .draft()
                .status(status)
                .version(version)
                .modified(OPENED.plusSeconds(60L * minutes))
                .build()));
  }

  @Test
  void everyChangeIsTheirsWhoMadeItAndOtherwiseTheRules() {
    List<Provenance> changes = search("target=Task/" + task);

    assertThat(changes.stream().map(ProvenanceTest::line))
        .containsExactly(
            "4 anna UPDATE,complete",
            "3 cleo UPDATE,contact",
            "3 - UPDATE",
            "2 anna UPDATE,claim",
            "1 - CREATE");
    Provenance ended = changes.get(0);
    assertThat(ended.getAgentFirstRep().getRoleFirstRep().getText()).isEqualTo("clinician");
    assertThat(ended.getAgentFirstRep().getOnBehalfOf().getIdentifier().getValue())
        .isEqualTo("feet");
    assertThat(ended.getReasonFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("support-offered");
    assertThat(ended.getReason().get(1).getText()).isEqualTo("Will come on Tuesday.");
    assertThat(ended.getRecorded()).isEqualTo(OPENED.plusSeconds(2400));
    assertThat(changes.get(1).getAgentFirstRep().hasOnBehalfOf()).isFalse();
    assertThat(changes.get(4).getReasonFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("missed");
    for (Provenance each : changes) {
      HttpResponse<String> read = clinician.get("/fhir/Provenance/" + each.getIdPart());
      assertThat(line((Provenance) parse(read))).isEqualTo(line(each));
    }
  }

  @Test
  void itIsFoundByVersionAttemptPatientAgentAndTime() {
    String patient = "patient=Patient/am-" + stored.row();
    assertThat(search("target=Task/" + task + "/_history/2")).hasSize(1);
    assertThat(search(patient)).hasSize(5);
    assertThat(search(patient + "&agent=cleo")).hasSize(1);
    assertThat(search(patient + "&agent=nobody")).isEmpty();
    assertThat(search(patient + "&recorded=ge2026-03-02T12:30:00Z")).hasSize(2);
    assertThat(search(patient + "&recorded=lt2026-03-02T12:10:00Z")).hasSize(1);
    assertThat(search("target=Task/" + task + "&patient=Patient/am-999999")).isEmpty();
    assertThat(search("target=Task/none")).isEmpty();
    Bundle calls = (Bundle) parse(clinician.get("/fhir/Communication?" + patient));
    String call = "Communication/" + calls.getEntryFirstRep().getResource().getIdPart();
    List<Provenance> ofCall = search("target=" + call);
    assertThat(ofCall).hasSize(1);
    assertThat(ofCall.get(0).getTarget().get(1).getReference()).isEqualTo(call);
    assertThat(clinician.get("/fhir/Provenance").statusCode()).isEqualTo(400);
    assertThat(clinician.get("/fhir/Provenance?agent=anna").statusCode()).isEqualTo(400);
    for (String none : List.of("v-none-1", "v-" + task + "-9", "a-1-none", "x", "v-")) {
      assertThat(clinician.get("/fhir/Provenance/" + none).statusCode()).as(none).isEqualTo(404);
    }
  }

  @Test
  void aSearchForTasksBringsTheirChangesAlong() {
    Bundle found =
        (Bundle)
            parse(
                clinician.get(
                    "/fhir/Task?patient=Patient/am-"
                        + stored.row()
                        + "&_revinclude=Provenance:target"));

    assertThat(found.getTotal()).isEqualTo(1);
    assertThat(
            found.getEntry().stream()
                .collect(
                    Collectors.groupingBy(
                        it -> it.getSearch().getMode().toCode(), Collectors.counting())))
        .containsExactlyInAnyOrderEntriesOf(Map.of("match", 1L, "include", 5L));
    assertThat(found.getEntryFirstRep().getResource()).isInstanceOf(Task.class);
    assertThat(new Caller(port, null).get("/fhir/metadata").body())
        .contains("\"Provenance\"", "Provenance:target");
  }

  @Test
  void whoReadsItIsWrittenDownWithThePatient() {
    clinician.get("/fhir/Provenance/v-" + task + "-1");
    search("target=Task/" + task);

    Caller auditor = new Caller(port, "auditor");
    assertThat(auditor.get("/fhir/AuditEvent?type=view&patient=Patient/am-" + stored.row()).body())
        .contains("Provenance/v-" + task + "-1");
    assertThat(auditor.get("/fhir/AuditEvent?entity-name=Provenance/v-" + task + "-1").body())
        .contains("\"list\"");
  }

  private List<Provenance> search(String query) {
    Bundle found = (Bundle) parse(clinician.get("/fhir/Provenance?_count=50&" + query));
    assertThat(found.getTotal()).isEqualTo(found.getEntry().size());
    return found.getEntry().stream().map(it -> (Provenance) it.getResource()).toList();
  }

  private static String line(Provenance change) {
    String target = change.getTargetFirstRep().getReference();
    String who = change.getAgentFirstRep().getWho().getIdentifier().getValue();
    return target.substring(target.lastIndexOf('/') + 1)
        + " "
        + (who == null ? "-" : who)
        + " "
        + change.getActivity().getCoding().stream()
            .map(coding -> coding.getCode())
            .collect(Collectors.joining(","));
  }

  private static org.hl7.fhir.instance.model.api.IBaseResource parse(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return FhirContext.forR4Cached().newJsonParser().parseResource(answer.body());
  }
}
