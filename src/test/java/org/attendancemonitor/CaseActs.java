package org.attendancemonitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.Attempt;
import org.attendancemonitor.record.Referrals;

/** What people do in a case: lines of {@code events.ndjson} with a member {@code act}. */
final class CaseActs {
  private static final Map<String, ActionFact.Verb> VERBS =
      Map.of(
          "claim", ActionFact.Verb.CLAIM,
          "release", ActionFact.Verb.RELEASE,
          "hold", ActionFact.Verb.HOLD,
          "record-contact", ActionFact.Verb.CONTACT,
          "record-step", ActionFact.Verb.STEP,
          "record-evidence", ActionFact.Verb.RECORD,
          "complete", ActionFact.Verb.COMPLETE);

  private CaseActs() {}

  /**
   * What a line asks.
   *
   * @param tasks of the people of the case, closed ones included
   */
  static Asked asked(JsonNode line, List<SupportTask> tasks, Referrals referrals, Instant now) {
    Actor actor =
        new Actor(
            line.path("by").asText("somebody"),
            new HashSet<>(strings(line.path("roles"))),
            text(line, "registration"));
    if (line.path("act").asText().equals("place")) {
      return place(line, referrals, actor, now);
    }
    ActionFact.Verb verb = VERBS.get(line.path("act").asText());
    if (verb == null) {
      throw new AssertionError("events.ndjson: what is the act " + line.path("act") + "?");
    }
    return new Asked.WithTask(
        new Act(
            task(line, tasks).id(),
            line.has("ifMatch") ? line.path("ifMatch").asLong() : null,
            verb,
            actor,
            text(line, "outcome"),
            text(line, "step"),
            moment(line, "until"),
            said(line.path("said")),
            text(line, "note"),
            verb == ActionFact.Verb.CONTACT ? attempt(line) : null));
  }

  /** The open task of the kind, or the one that was closed last. */
  private static SupportTask task(JsonNode line, List<SupportTask> tasks) {
    return tasks.stream()
        .filter(task -> task.kind().code().equals(line.path("kind").asText()))
        .filter(task -> task.referral().endsWith(line.path("referral").asText("")))
        .max(
            Comparator.comparing((SupportTask task) -> task.status().open())
                .thenComparing(SupportTask::modified)
                .thenComparing(SupportTask::id))
        .orElseThrow(() -> new AssertionError("no task for " + line + " in " + tasks));
  }

  private static Attempt attempt(JsonNode line) {
    List<Offered> supports = new ArrayList<>();
    line.path("supports")
        .forEach(
            it ->
                supports.add(new Offered(it.path("support").asText(), it.path("result").asText())));
    return new Attempt(
        Channel.valueOf(line.path("channel").asText().toUpperCase(Locale.ROOT)),
        line.path("reached").asBoolean(),
        moment(line, "at"),
        strings(line.path("reasons")),
        supports,
        line.path("needsAsked").asBoolean(),
        strings(line.path("needs")).stream().map(Code::parse).toList());
  }

  private static Asked place(JsonNode line, Referrals referrals, Actor actor, Instant now) {
    Key referral = Key.ofId("epr", "ServiceRequest", line.path("referral").asText());
    Priority urgency = Priority.valueOf(line.path("urgency").asText().toUpperCase(Locale.ROOT));
    Set<Long> rows = referrals.patientsOf(referral);
    if (rows.isEmpty()) {
      throw new AssertionError("no referral for " + line);
    }
    return new Asked.Place(
        rows.iterator().next(),
        new PlacingFact(referral, urgency, actor, now, line.path("note").asText()));
  }

  private static Map<String, String> said(JsonNode node) {
    Map<String, String> said = new HashMap<>();
    node.properties().forEach(item -> said.put(item.getKey(), item.getValue().asText()));
    return said;
  }

  private static String text(JsonNode line, String name) {
    return line.hasNonNull(name) ? line.get(name).asText() : null;
  }

  static List<String> strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    node.forEach(it -> strings.add(it.asText()));
    return strings;
  }

  private static Instant moment(JsonNode line, String name) {
    return line.hasNonNull(name)
        ? LocalDateTime.parse(line.get(name).asText()).atZone(Assembly.LONDON).toInstant()
        : null;
  }
}
