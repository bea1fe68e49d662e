package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.attendance.TaskStatus;
import org.attendancemonitor.configuration.Configuration;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.replay.Replayed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another policy would have made of what one person's facts tell. */
class ReplayTest {
  @TempDir private Path folder;
  private Configuration shipped;
  private Played played;

  @BeforeEach
  void start() throws IOException {
    shipped = Played.configuration(Path.of("config"), folder.resolve("data"));
    played = new Played(shipped, london("2026-08-01T08:00"));
  }

  @AfterEach
  void stop() throws IOException {
    played.close();
  }

  @Test
  void aLaterDeadlineMovesTheContactToTheWeekInWhichItFallsDue() throws Exception {
    missed();
    assertThat(contacts(replay(Map.of()))).containsExactly("2026-10-07", "2026-10-12");
    assertThat(contacts(replay(rule("T4", Map.of("steps", Map.of("contact", 5))))))
        .containsExactly("2026-10-12", "2026-10-12");
  }

  @Test
  void aStepThatIsNeitherDoneNorDueWhenItsTaskClosesOfItselfIsNoContact() throws Exception {
    missed();
    // She rings and is booked the day after, and comes: nobody had to offer her anything.
    tell("2026-10-06T09:00", () -> appointment("a2", "booked", "2026-10-08T09:30"));
    tell("2026-10-08T10:00", () -> appointment("a2", "fulfilled", "2026-10-08T09:30"));
    assertThat(contacts(replay(Map.of())))
        .as("the call was due the day before; the offer was made by then")
        .containsExactly("2026-10-07", "2026-10-12");
    assertThat(contacts(replay(rule("T4", Map.of("steps", Map.of("contact", 5))))))
        .as("the call was not due yet")
        .containsExactly("2026-10-12");
  }

  @Test
  void aRuleThatIsSwitchedOnOpensItsTasks() throws Exception {
    missed();
    assertThat(kinds(replay(Map.of()))).containsExactly(TaskKind.SUPPORT_ATTENDANCE);
    Replayed changed = replay(Map.of("switchOn", List.of("T1")));
    assertThat(kinds(changed)).contains(TaskKind.ASK_NEEDS, TaskKind.SUPPORT_ATTENDANCE);
    assertThat(changed.openings())
        .filteredOn(opening -> opening.kind() == TaskKind.ASK_NEEDS)
        .extracting(opening -> Assembly.dayOf(opening.at()))
        .containsExactly(LocalDate.parse("2026-08-03"));
  }

  @Test
  void anEndingThatComesWhileTheMissIsUnansweredWouldHaveBeenStopped() throws Exception {
    missed();
    tell("2026-10-06T11:00", () -> referral("revoked"));
    assertThat(replay(Map.of()).closures())
        .containsExactly(
            new Replayed.Closure("physiotherapy", LocalDate.parse("2026-10-06"), true));
  }

  @Test
  void anEndingThatComesTogetherWithTheMissFindsNoTaskThatCouldStopIt() throws Exception {
    tell("2026-08-03T09:00", () -> patient());
    tell("2026-08-03T09:05", () -> referral("active"));
    tell("2026-08-10T10:00", () -> appointment("a1", "booked", "2026-10-05T09:30"));
    played.until(london("2026-10-05T16:00"));
    played.send(
        Fhir.bundle(
            "transaction",
            List.of(appointment("a1", "noshow", "2026-10-05T09:30"), referral("revoked"))),
        "default");
    assertThat(replay(Map.of()).closures())
        .containsExactly(
            new Replayed.Closure("physiotherapy", LocalDate.parse("2026-10-05"), false));
  }

  @Test
  void whatPeopleDidToATaskThatIsNotOpenedHasNoEffectAndIsCounted() throws Exception {
    tell("2026-08-03T09:00", () -> patient());
    tell("2026-08-03T09:05", () -> referral("active"));
    tell("2026-08-10T10:00", () -> appointment("a1", "booked", "2026-08-20T09:30"));
    tell("2026-08-19T16:00", () -> cancelledByPatient("a1", "2026-08-20T09:30"));
    SupportTask offer =
        played.tasks().stream()
            .filter(task -> task.kind() == TaskKind.RE_OFFER)
            .findFirst()
            .orElseThrow();
    played.until(london("2026-08-20T10:00"));
    claim(offer);

    Replayed unchanged = replay(Map.of());
    assertThat(unchanged.actionsWithoutTask()).isZero();
    assertThat(unchanged.tasks())
        .filteredOn(task -> task.id().equals(offer.id()))
        .extracting(SupportTask::owner, SupportTask::status)
        .containsExactly(tuple("anna", TaskStatus.IN_PROGRESS));

    Replayed changed = replay(rule("T14", Map.of("enabled", false)));
    assertThat(changed.actionsWithoutTask()).isEqualTo(1);
    assertThat(kinds(changed)).doesNotContain(TaskKind.RE_OFFER);
  }

  @Test
  void anActOnATaskThatTheOtherPolicyOpensLaterDoesNotReachIt() throws Exception {
    tell("2026-08-03T09:00", () -> patient());
    tell("2026-08-03T09:05", () -> referral("active"));
    played.until(london("2026-10-28T09:00"));
    SupportTask waiting = played.tasks().get(0);
    assertThat(waiting.kind()).isEqualTo(TaskKind.WAITING_WELL);
    claim(waiting);
    played.until(london("2026-12-01T09:00"));

    Replayed later = replay(Map.of("waitingWell", Map.of("everyoneWeeks", 16)));
    assertThat(later.actionsWithoutTask()).isEqualTo(1);
    assertThat(later.tasks())
        .extracting(SupportTask::id, SupportTask::owner, SupportTask::status)
        .containsExactly(tuple(waiting.id(), null, TaskStatus.REQUESTED));
  }

  private void claim(SupportTask task) throws Exception {
    Actor anna = new Actor("anna", Set.of("clinician"), "HCPC:PH12345");
    Act claim =
        new Act(
            task.id(), null, ActionFact.Verb.CLAIM, anna, null, null, null, Map.of(), null, null);
    assertThat(played.act(new Asked.WithTask(claim)).entries()).hasSize(1);
  }

  private void missed() throws Exception {
    tell("2026-08-03T09:00", () -> patient());
    tell("2026-08-03T09:05", () -> referral("active"));
    tell("2026-08-10T10:00", () -> appointment("a1", "booked", "2026-10-05T09:30"));
    tell("2026-10-05T16:00", () -> appointment("a1", "noshow", "2026-10-05T09:30"));
  }

  private void tell(String local, Supplier<String> json) throws Exception {
    played.until(london(local));
    assertThat(played.send(json.get(), "default").clean()).isTrue();
  }

  /** Somebody of whom nothing speaks of a higher risk. */
  private static String patient() {
    return """
        {"resourceType": "Patient", "id": "p", "meta": {"lastUpdated": "2026-08-03T07:55:00Z"},
         "birthDate": "1980-05-04", "gender": "female",
         "telecom": [{"system": "phone", "value": "07700 900123", "use": "mobile"}],
         "address": [{"use": "home", "postalCode": "XX1 1AA",
           "extension": [{"url": "urn:lsoa", "valueString": "E01000001"}]}]}""";
  }

  private String referral(String status) {
    return """
        {"resourceType": "ServiceRequest", "id": "r", "meta": {"lastUpdated": "%s"},
         "status": "%s", "intent": "order", "code": {"coding": [
           {"system": "http://snomed.info/sct", "code": "722140001"}]},
         "subject": {"reference": "Patient/p"}, "authoredOn": "2026-08-03"}"""
        .formatted(played.now(), status);
  }

  private String appointment(String id, String status, String start) {
    return Fhir.appointment(id, "p", status, london(start), played.now())
        .replaceFirst("\\{", "{\"basedOn\": [{\"reference\": \"ServiceRequest/r\"}],");
  }

  private String cancelledByPatient(String id, String start) {
    return appointment(id, "cancelled", start)
        .replaceFirst(
            "\\{",
            "{\"cancelationReason\": {\"coding\": [{\"system\":"
                + " \"http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason\","
                + " \"code\": \"pat\"}]},");
  }

  /** The only person, under the shipped policy with changes as in the case folders. */
  private Replayed replay(Map<String, Object> changes) throws IOException {
    Path config = CaseConfig.with(changes, folder.resolve("config-" + changes.hashCode()));
    List<Replayed> all = played.replayed(Played.configuration(config, folder.resolve("data")));
    assertThat(all).hasSize(1);
    assertThat(all.get(0).failures()).isZero();
    return all.get(0);
  }

  private static Map<String, Object> rule(String id, Map<String, Object> terms) {
    return Map.of("rules", Map.of(id, terms));
  }

  private static List<TaskKind> kinds(Replayed person) {
    return person.openings().stream().map(Replayed.Opening::kind).sorted().toList();
  }

  private static List<String> contacts(Replayed person) {
    return person.contacts().stream()
        .map(contact -> Assembly.dayOf(contact.due()).toString())
        .sorted()
        .toList();
  }

  private static Instant london(String local) {
    return LocalDateTime.parse(local).atZone(Assembly.LONDON).toInstant();
  }
}
