package org.attendancemonitor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attendancemonitor.attendance.RecordBuilder.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Contact;
import org.attendancemonitor.attendance.Mode;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.RecordBuilder;
import org.attendancemonitor.attendance.Referral;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;
import org.junit.jupiter.api.Test;

/**
 * The gate opens when an independent statement of the policy's section 5 says so, and then only;
 * and where it stays shut it names what that statement names.
 */
class GatePropertyTest {
  private static final Instant NOW = GateCase.NOW;
  private static final String OURS = "urn:attendance-monitor:need";
  private static final List<Code> CODES =
      List.of(
          snomed("984661000000105"),
          snomed("766561000000109"),
          snomed("764841000000100"),
          snomed("1108151000000106"),
          new Code(OURS, "missing-capacity"),
          new Code(OURS, "in-hospital"),
          new Code(OURS, "no-text"));
  private static final int TRIES = 8000;
  private final Deriving deriving = new Deriving();

  private static Code snomed(String code) {
    return new Code("http://snomed.info/sct", code);
  }

  @Test
  void it_opens_when_all_ten_are_there_and_nothing_stops_it() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      RecordBuilder record = record(random);
      record.after(deriving.decide(record.build(), NOW));
      SupportTask review =
          record.build().tasks().stream()
              .filter(it -> it.kind() == TaskKind.DISCHARGE_REVIEW && it.status().open())
              .findFirst()
              .orElse(null);
      if (review != null) {
        assertGate(random, record, review, seed, seen);
      }
    }
    System.out.println("at the gate: " + seen);
    assertThat(seen.get("open")).isGreaterThan(300);
    assertThat(seen.get("shut")).isGreaterThan(300);
    assertThat(seen.keySet())
        .as("each is the only one that shuts it, now and then")
        .contains(
            "only gate-1-communicated",
            "only gate-2-attempts",
            "only gate-3-reason",
            "only gate-4-support",
            "only gate-5-vulnerability",
            "only gate-6-clinical",
            "only gate-7-safeguarding",
            "only gate-8-second-reviewer",
            "only gate-9-told",
            "only stop-away",
            "only stop-capacity",
            "only stop-lead-agrees",
            "only stop-not-told",
            "only stop-safeguarding",
            "only stop-unmet-need",
            "only stop-urgent",
            "stop-was-not-brought");
  }

  private void assertGate(
      Random random,
      RecordBuilder record,
      SupportTask review,
      long seed,
      Map<String, Integer> seen) {
    Actor second =
        pick(random, List.of(GateCase.SAM, GateCase.SAM, GateCase.SAM, GateCase.KIM, Staff.JO));
    if (chance(random, 70)) {
      String word = chance(random, 90) ? "agree" : "disagree";
      record.act(
          GateCase.recorded(
              review.id(), second, Map.of("second-review", word), NOW.minusSeconds(60)));
    }
    Map<String, String> first = stated(random);
    Actor sayer = chance(random, 93) ? GateCase.KIM : Staff.JO;
    record.act(GateCase.recorded(review.id(), sayer, first, NOW.minusSeconds(30)));
    record.after(deriving.decide(record.build(), NOW));
    Actor last = chance(random, 80) ? GateCase.KIM : GateCase.SAM;
    Act act = GateCase.complete(review.id(), last);
    ActAnswer answer = deriving.judge(record.build(), act, NOW);
    Set<String> against = new NaiveGate(record.build(), review, act, NOW).against();
    Set<String> told =
        answer instanceof ActAnswer.Refused refused
            ? refused.why().stream()
                .map(Reason::code)
                .collect(Collectors.toCollection(TreeSet::new))
            : Set.of();
    assertThat(told).as("seed %s", seed).isEqualTo(against);
    assertThat(answer instanceof ActAnswer.Allowed).isEqualTo(against.isEmpty());
    seen.merge(against.isEmpty() ? "open" : "shut", 1, Integer::sum);
    against.forEach(code -> seen.merge(code, 1, Integer::sum));
    if (against.size() == 1) {
      seen.merge("only " + against.iterator().next(), 1, Integer::sum);
    }
  }

  /** Nearly everything, nearly right. */
  private static Map<String, String> stated(Random random) {
    Map<String, String> said = GateCase.everything();
    said.put("safeguarding-advice", "taken on 18 November");
    said.put("safeguarding-lead-agrees", "agreed on 18 November");
    said.put("best-interests-decision", "held on 18 November");
    for (String item : List.copyOf(said.keySet())) {
      int what = random.nextInt(1000);
      if (what < 12) {
        said.remove(item);
      } else if (what < 20) {
        said.put(item, item.equals("communicated-on") ? "2026-11-01" : "no");
      } else if (what < 28 && item.startsWith("vulnerability-")) {
        said.put(item, what < 24 ? "yes" : "unknown");
      } else if (what < 60 && item.startsWith("safeguarding")) {
        said.remove(item);
      }
    }
    if (chance(random, 15)) {
      said.remove("best-interests-decision");
    }
    return said;
  }

  private RecordBuilder record(Random random) {
    RecordBuilder record =
        RecordBuilder.person(1)
            .born(chance(random, 8) ? "2012-05-01" : "1980-05-01")
            .livesIn("D7")
            .phone(true)
            .referral(
                new Referral(
                    "r",
                    false,
                    "podiatry",
                    chance(random, 4) ? Priority.URGENT : Priority.ROUTINE,
                    null,
                    null,
                    at("2026-08-03T09:00"),
                    false));
    if (chance(random, 20)) {
      record.missed("z", "r", "2026-10-19T09:00");
    }
    record.missed("a", "r", "2026-11-02T09:00");
    if (chance(random, 4)) {
      record.notBrought();
    }
    if (chance(random, 3)) {
      record.mode(Mode.HOME_VISIT);
    }
    if (chance(random, 25)) {
      record.need(pick(random, CODES), null, null);
    }
    if (chance(random, 3)) {
      record.placed(
          new Placing("r", Priority.URGENT, GateCase.SAM, at("2026-11-18T13:00"), "worse"));
    }
    contacts(random, record);
    worked(random, record);
    return record;
  }

  private static void contacts(Random random, RecordBuilder record) {
    if (chance(random, 10)) {
      record.contact(
          contact(random, "2026-10-20T10:00", Channel.PHONE, true, List.of("S10"), List.of()));
    }
    if (chance(random, 20)) {
      record.contact(
          new Contact(
              List.of("a"), List.of(), chance(random, 70), Channel.LETTER, at("2026-10-06T10:00")));
    }
    List<String> moments =
        new ArrayList<>(List.of("2026-11-03T10:00", "2026-11-10T10:00", "2026-11-17T10:00"));
    if (chance(random, 15)) {
      moments.set(random.nextInt(3), "2026-11-12T21:00");
    }
    if (chance(random, 8)) {
      moments = List.of("2026-11-17T09:00", "2026-11-17T12:00", "2026-11-17T15:00");
    }
    boolean reached = chance(random, 30);
    for (int i = 0; i < moments.size(); i++) {
      Channel channel =
          i == 1 ? pick(random, List.of(Channel.TEXT, Channel.LETTER)) : Channel.PHONE;
      boolean answered = reached && i == 2;
      List<String> reasons =
          answered && chance(random, 75)
              ? List.of(pick(random, List.of("R09", "R19", "R20", "R07", "R12")))
              : List.of();
      List<String> supports =
          chance(random, 60) ? List.of(pick(random, List.of("S10", "S14"))) : List.of();
      record.contact(contact(random, moments.get(i), channel, answered, supports, reasons));
    }
  }

  private static Contact contact(
      Random random,
      String moment,
      Channel channel,
      boolean reached,
      List<String> supports,
      List<String> reasons) {
    return new Contact(
        List.of("a"),
        List.of("r"),
        reached,
        channel,
        at(moment),
        reasons,
        supports.stream()
            .map(it -> new Offered(it, chance(random, 85) ? "tried" : "declined"))
            .toList(),
        reached && chance(random, 85),
        "lee");
  }

  /** The patient has said that it is not needed; somebody has looked, or is concerned. */
  private void worked(Random random, RecordBuilder record) {
    Instant then = at("2026-11-16T12:00");
    record.after(deriving.decide(record.build(), then));
    boolean notNeeded = chance(random, 45);
    boolean looked = chance(random, 70);
    boolean concerned = chance(random, 3);
    for (SupportTask task : record.build().tasks()) {
      if (notNeeded && task.kind() == TaskKind.WAITING_WELL) {
        record.act(ended(task, "no-longer-needed", then));
      }
      if (looked && task.kind() == TaskKind.WAS_NOT_BROUGHT) {
        boolean referred = chance(random, 30);
        record.act(
            ended(task, referred ? "referred-to-safeguarding" : "no-concern-recorded", then));
      }
      if (concerned && task.kind() == TaskKind.SUPPORT_ATTENDANCE) {
        record.act(ended(task, "safeguarding-concern", then));
      }
    }
  }

  private static ActionFact ended(SupportTask task, String outcome, Instant at) {
    return new ActionFact(
        task.id(), Verb.COMPLETE, GateCase.SAM, at, outcome, null, null, Map.of(), null);
  }

  private static boolean chance(Random random, int percent) {
    return random.nextInt(100) < percent;
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
