package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who is in a team sees the patients of its services, and nobody else's, on every path. */
@SpringBootTest(classes = FhirServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class TeamLimitsTest {
  private static final Instant DUE = Instant.parse("2026-03-09T12:00:00Z");
  private static int runs;

  @LocalServerPort private int port;
  @Autowired private Store store;
  @Autowired private Users users;
  private StoredTasks feet;
  private StoredTasks others;
  private Caller member;

  @BeforeEach
  void twoPatients() {
    runs++;
    users.add(
        new User(
            "petra",
            new Passwords().hash(FhirServer.PASSWORD),
            Set.of("clinician"),
            "feet",
            "HCPC:CH1"));
    feet = new StoredTasks(store, "limit-feet" + runs);
    feet.open("t", "podiatry", Priority.ROUTINE, DUE);
    others = new StoredTasks(store, "limit-others" + runs);
    others.open("t", "dietetics", Priority.ROUTINE, DUE);
    member = new Caller(port, "petra");
  }

  @Test
  void tasksOfOtherServicesAreNotThere() {
    assertThat(member.get("/fhir/Task/" + feet.id("t")).statusCode()).isEqualTo(200);
    for (String path : List.of("", "/_history", "/_history/1")) {
      assertThat(member.get("/fhir/Task/" + others.id("t") + path).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    for (String act : List.of("$claim", "$release", "$complete", "$record-contact")) {
      assertThat(
              member
                  .post(
                      "/fhir/Task/" + others.id("t") + "/" + act,
                      "{\"resourceType\":\"Parameters\"}")
                  .statusCode())
          .as(act)
          .isEqualTo(404);
    }
  }

  @Test
  void whoChangedTasksOfOtherServicesIsNotTold() {
    String own = member.get("/fhir/Provenance?target=Task/" + feet.id("t")).body();
    assertThat(own).contains("\"total\":1", "Task/" + feet.id("t") + "/_history/1");
    for (String search :
        List.of("target=Task/" + others.id("t"), "patient=Patient/am-" + others.row())) {
      assertThat(member.get("/fhir/Provenance?" + search).body()).contains("\"total\":0");
    }
    String one = "/fhir/Provenance/v-" + others.id("t") + "-1";
    assertThat(member.get(one).statusCode()).isEqualTo(404);
    assertThat(new Caller(port, "clinician").get(one).statusCode()).isEqualTo(200);
  }

  @Test
  void listsHoldTheOwnServicesOnly() {
    for (String list :
        List.of(
            "/fhir/Task?_count=50",
            "/fhir/Task?patient=Patient/am-" + others.row(),
            "/fhir/Task/$worklist?_count=50",
            "/fhir/Task/$worklist?service=dietetics")) {
      HttpResponse<String> answer = member.get(list);
      assertThat(answer.statusCode()).as(list).isEqualTo(200);
      assertThat(answer.body()).as(list).doesNotContain(others.id("t"));
    }
    Caller everywhere = new Caller(port, "clinician");
    String own = "/fhir/Task?patient=Patient/am-" + feet.row();
    assertThat(member.get(own).body()).contains(feet.id("t"));
    assertThat(member.get("/fhir/Task/$worklist?service=podiatry&_count=50").body())
        .contains("podiatry");
    assertThat(everywhere.get(own).body())
        .as("who is in no team works for the whole organisation")
        .contains(feet.id("t"));
    assertThat(everywhere.get("/fhir/Task?patient=Patient/am-" + others.row()).body())
        .contains(others.id("t"));
  }

  @Test
  void flagsContactsAndReferralsOfOtherPeopleAreNotThere() {
    String theirs = "am-" + others.row();
    assertThat(member.get("/fhir/Flag?patient=Patient/" + theirs).body()).contains("\"total\":0");
    assertThat(member.get("/fhir/Communication?patient=Patient/" + theirs).body())
        .contains("\"total\":0");
    assertThat(
            member
                .get("/fhir/ServiceRequest/$discharge-check?patient=Patient/" + theirs)
                .statusCode())
        .isEqualTo(404);
    assertThat(member.get("/fhir/ServiceRequest/$waiting-list?service=dietetics").statusCode())
        .isEqualTo(403);
    assertThat(member.get("/fhir/ServiceRequest/$waiting-list?service=podiatry").statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatIsGivenOutIsWrittenDownAndReadByAuditorsAlone() {
    member.get("/fhir/Task/" + feet.id("t"));
    member.get("/fhir/Task?patient=Patient/am-" + feet.row());
    Caller auditor = new Caller(port, "auditor");

    String views = auditor.get("/fhir/AuditEvent?agent-name=petra&type=view&_count=50").body();
    String lists = auditor.get("/fhir/AuditEvent?agent-name=petra&type=list&_count=50").body();
    assertThat(views)
        .contains("Task/" + feet.id("t"), "Patient/am-" + feet.row(), "\"recorded\"")
        .doesNotContain("Task/" + others.id("t"));
    assertThat(lists).contains("Task/" + feet.id("t"));
    assertThat(auditor.get("/fhir/AuditEvent?patient=Patient/am-" + others.row()).body())
        .contains("\"total\":0");
    assertThat(auditor.get("/fhir/AuditEvent?type=audit&_count=50").body())
        .as("looking at the audit is written down too")
        .contains("\"auditor\"");
    assertThat(member.get("/fhir/AuditEvent").statusCode()).isEqualTo(403);
    assertThat(auditor.get("/fhir/AuditEvent/r-test-1").statusCode()).isEqualTo(200);
    assertThat(auditor.get("/fhir/AuditEvent/r-test-99999").statusCode()).isEqualTo(404);
    assertThat(auditor.get("/fhir/AuditEvent/1").statusCode()).isEqualTo(404);
  }
}
