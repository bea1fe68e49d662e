package org.attendancemonitor.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.Channel;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Offered;
import org.attendancemonitor.attendance.Step;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.TaskKind;

/** People who do this and that with tasks, most of it sensible and some of it not. */
public final class Staff {
  static final Actor LEE = new Actor("lee", Set.of("coordinator"), null);
  static final Actor JO = new Actor("jo", Set.of("clinician"), null);
  static final Actor KIM = GateCase.KIM;
  static final Actor SAM = GateCase.SAM;

  /** Signed in, and nobody who works on tasks. */
  static final List<Actor> OTHERS =
      List.of(
          new Actor("eve", Set.of("manager"), null),
          new Actor("epr", Set.of("feed"), null),
          new Actor("ann", Set.of("auditor", "operator"), "HCPC:PH9"));

  private static final List<Actor> WORKERS = List.of(LEE, LEE, JO, KIM, KIM, SAM);
  private static final Map<TaskKind, List<String>> ENDS = ends();
  private static final List<String> TICKED =
      List.of(
          "check-details",
          "plan",
          "safeguarding-check",
          "safeguarding-advice",
          "contact-young-person",
          "tell-referrer",
          "referrer-acknowledged",
          "review",
          "letter-patient",
          "letter-referrer",
          "resolve",
          "prepare",
          "interpreter",
          "call",
          "clinical-review");

  private final Random random;

  /** Staff whose choices depend on these numbers only. */
  public Staff(Random random) {
    this.random = random;
  }

  private static Map<TaskKind, List<String>> ends() {
    String support =
        "rebooked-with-support reason-known declined-support no-longer-needed could-not-reach"
            + " moved-away safeguarding-concern";
    return Map.ofEntries(
        ends(TaskKind.SUPPORT_ATTENDANCE, support),
        ends(TaskKind.SUPPORT_PLAN, "plan-agreed plan-agreed " + support.substring(35)),
        ends(TaskKind.WAS_NOT_BROUGHT, "no-concern-recorded advice-taken referred-to-safeguarding"),
        ends(
            TaskKind.DISCHARGE_REVIEW,
            "keep-waiting active-follow-up patient-initiated-follow-up refer-elsewhere reviewed"
                + " reversed discharge-with-evidence discharge-with-evidence"
                + " discharge-with-evidence"),
        ends(TaskKind.DISCHARGE_LETTER, "sent"),
        ends(TaskKind.NEED_UNMET, "met escalated"),
        ends(
            TaskKind.RE_OFFER,
            "rebooked-with-support declined-support no-longer-needed could-not-reach"),
        ends(
            TaskKind.WAITING_WELL,
            "unchanged worse needs-changed no-longer-needed could-not-reach clinically-reviewed"),
        ends(TaskKind.RECORD_OUTCOME, "not-obtainable"),
        ends(TaskKind.ASK_NEEDS, "needs-recorded declined-support not-reached"),
        ends(TaskKind.PREPARE_APPOINTMENT, "prepared cannot-meet-need"),
        ends(TaskKind.REMIND, "confirmed rearranged cancelled-by-patient no-answer"));
  }

  private static Map.Entry<TaskKind, List<String>> ends(TaskKind kind, String outcomes) {
    return Map.entry(kind, List.of(outcomes.split(" ")));
  }

  /** Something that somebody tries to do with a task. */
  public Act next(SupportTask task, Instant now) {
    Actor actor = actor(task);
    int what = random.nextInt(100);
    if (what < 14) {
      return act(task, Verb.CLAIM, actor);
    }
    if (what < 19) {
      return act(task, Verb.RELEASE, actor);
    }
    if (what < 25) {
      Instant until = now.plus(Duration.ofMinutes(30L + random.nextInt(60 * 24 * 25)));
      return new Act(task.id(), null, Verb.HOLD, actor, null, null, until, Map.of(), null, null);
    }
    if (what < 48) {
      return contact(task, actor, attempt(random.nextInt(100) < 40));
    }
    if (what < 70) {
      return step(task, actor);
    }
    if (what < 74 && task.kind() == TaskKind.DISCHARGE_REVIEW) {
      return recorded(task, SAM, Map.of("second-review", "agree"));
    }
    return complete(task, actor, pick(ENDS.get(task.kind())));
  }

  private Actor actor(SupportTask task) {
    if (task.owner() != null && random.nextInt(100) < 85) {
      for (Actor actor : WORKERS) {
        if (actor.name().equals(task.owner())) {
          return actor;
        }
      }
    }
    return pick(WORKERS);
  }

  static Act act(SupportTask task, Verb verb, Actor actor) {
    return new Act(task.id(), null, verb, actor, null, null, null, Map.of(), null, null);
  }

  static Act contact(SupportTask task, Actor actor, Attempt attempt) {
    return new Act(task.id(), null, Verb.CONTACT, actor, null, null, null, Map.of(), null, attempt);
  }

  static Act recorded(SupportTask task, Actor actor, Map<String, String> said) {
    return new Act(task.id(), null, Verb.RECORD, actor, null, null, null, said, null, null);
  }

  /** With everything that anybody asks for on completion. */
  static Act complete(SupportTask task, Actor actor, String outcome) {
    Map<String, String> said = new TreeMap<>();
    switch (task.kind()) {
      case SUPPORT_PLAN -> said.put("named-person", "Kim");
      case WAS_NOT_BROUGHT -> said.putAll(Map.of("safe", "yes", "need-met", "yes"));
      case DISCHARGE_REVIEW -> {
        said.putAll(GateCase.everything());
        said.put("communicated-on", "2025-01-06");
      }
      default -> {}
    }
    return new Act(task.id(), null, Verb.COMPLETE, actor, outcome, null, null, said, null, null);
  }

  private Act step(SupportTask task, Actor actor) {
    List<String> open =
        task.steps().stream()
            .filter(step -> step.done() == null && TICKED.contains(step.code()))
            .map(Step::code)
            .toList();
    return step(task, actor, open.isEmpty() ? pick(TICKED) : pick(open));
  }

  static Act step(SupportTask task, Actor actor, String step) {
    return new Act(task.id(), null, Verb.STEP, actor, null, step, null, Map.of(), null, null);
  }

  Attempt attempt(boolean reached) {
    boolean asked = reached && random.nextInt(100) < 50;
    return new Attempt(
        pick(List.of(Channel.PHONE, Channel.PHONE, Channel.LETTER, Channel.TEXT, Channel.VISIT)),
        reached,
        null,
        reached && random.nextBoolean()
            ? List.of(pick(List.of("R01", "R02", "R07", "R09", "R11", "R19", "R21")))
            : List.of(),
        random.nextInt(100) < 60
            ? List.of(
                new Offered(
                    pick(List.of("S06", "S08", "S10", "S14", "S15")),
                    pick(List.of("accepted", "tried", "declined", "not-available"))))
            : List.of(),
        asked,
        asked && random.nextInt(100) < 30
            ? List.of(
                pick(
                    List.of(
                        new Code("http://snomed.info/sct", "315594003"),
                        new Code("urn:attendance-monitor:need", "no-text"),
                        new Code("http://snomed.info/sct", "984661000000105"))))
            : List.of());
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
