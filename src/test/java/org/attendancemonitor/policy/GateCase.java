package org.attendancemonitor.policy;

import static org.attendancemonitor.attendance.RecordBuilder.at;
import static org.attendancemonitor.attendance.RecordBuilder.person;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/** Somebody who could not be reached, a review of that, and all the evidence there can be. */
final class GateCase {
  static final Instant NOW = at("2026-11-20T12:00");
  static final Actor KIM = new Actor("kim", Set.of("clinician"), "HCPC:PH1");
  static final Actor SAM = new Actor("sam", Set.of("clinician"), "HCPC:PH2");
  final Deriving deriving = new Deriving();
  final RecordBuilder record;

  /** What the first reviewer states, and the second. */
  final Map<String, String> first = everything();

  final Map<String, String> second = new TreeMap<>(Map.of("second-review", "agree"));

  GateCase() {
    record =
        person(1)
            .born("1980-05-01")
            .livesIn("D7")
            .phone(true)
            .referred("r", "podiatry", "2026-08-03T09:00")
            .missed("a", "r", "2026-11-02T09:00")
            .contact(tried("2026-11-03T10:00", Channel.PHONE))
            .contact(tried("2026-11-10T10:00", Channel.TEXT))
            .contact(tried("2026-11-17T10:00", Channel.PHONE));
  }

  /** Everything that a first reviewer can state. */
  static Map<String, String> everything() {
    Map<String, String> said = new TreeMap<>();
    for (String item :
        List.of("delivered", "address-checked", "format-met", "told-format", "told-patient")) {
      said.put(item, "yes");
    }
    for (String item : List.of("told-referrer", "told-gp", "way-back")) {
      said.put(item, "yes");
    }
    said.put("communicated-channel", "letter");
    said.put("communicated-on", "2026-10-05");
    for (String item : List.of("best-interests", "condition", "red-flags", "function", "impact")) {
      said.put(item, "stated here");
    }
    for (String item :
        List.of("safeguarding", "capacity", "child", "learning-disability", "mental-health")) {
      said.put("vulnerability-" + item, "no");
    }
    for (String item : List.of("dementia", "communication", "inclusion-health", "digital")) {
      said.put("vulnerability-" + item, "no");
    }
    for (String item : List.of("carer", "pregnancy", "frailty")) {
      said.put("vulnerability-" + item, "no");
    }
    return said;
  }

  private static Contact tried(String moment, Channel channel) {
    return new Contact(
        List.of("a"),
        List.of("r"),
        false,
        channel,
        at(moment),
        List.of(),
        List.of(new Offered("S10", "tried")),
        false,
        "lee");
  }

  /** The review that is open. */
  SupportTask review() {
    record.after(deriving.decide(record.build(), NOW));
    return record.build().tasks().stream()
        .filter(task -> task.kind() == TaskKind.DISCHARGE_REVIEW && task.status().open())
        .findFirst()
        .orElseThrow();
  }

  /** What becomes of the review when everything is recorded and it is completed. */
  ActAnswer judged() {
    String review = review().id();
    record.act(recorded(review, SAM, second, NOW.minusSeconds(60)));
    record.act(recorded(review, KIM, first, NOW.minusSeconds(30)));
    return deriving.judge(record.build(), complete(review, KIM), NOW);
  }

  static Act complete(String review, Actor actor) {
    return new Act(
        review,
        null,
        Verb.COMPLETE,
        actor,
        "discharge-with-evidence",
        null,
        null,
        Map.of(),
        null,
        null);
  }

  static ActionFact recorded(String review, Actor actor, Map<String, String> said, Instant at) {
    return new ActionFact(review, Verb.RECORD, actor, at, null, null, null, said, null);
  }
}
