package org.attendancemonitor.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Actor;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Act;
import org.attendancemonitor.policy.EvidenceItem;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.policy.Statement;

/** Records what a reviewer states before anybody may think of ending care. */
final class EvidenceForm implements ActForm {
  private static final Map<String, String> WORDS =
      Map.of(
          "yes", "Yes",
          "no", "No",
          "unknown", "Not known",
          "not-needed", "Not needed",
          "agree", "Agrees",
          "disagree", "Does not agree");

  private static final int LONGEST = 2_000;

  /** Shorter is no answer, as the gate counts it. */
  private static final int SHORTEST = 3;

  private final ReviewPart part;
  private final Policy policy;
  private final List<EvidenceItem> items;

  /** The questions of one part. */
  EvidenceForm(ReviewPart part, Policy policy) {
    this.part = part;
    this.policy = policy;
    this.items = part.items(policy.evidenceItems());
  }

  /** One form for each part that asks something. */
  static List<ActForm> all(Policy policy) {
    return Arrays.stream(ReviewPart.values())
        .filter(part -> !part.items(policy.evidenceItems()).isEmpty())
        .<ActForm>map(part -> new EvidenceForm(part, policy))
        .toList();
  }

  /** An answer as people read it. */
  static String words(EvidenceItem item, String value) {
    if (item.date()) {
      return Dates.of(LocalDate.parse(value));
    }
    return item.words().isEmpty() ? value : WORDS.getOrDefault(value, value);
  }

  /**
   * One question of the page.
   *
   * @param name of the field
   * @param text what is asked
   * @param choices to choose from; empty where something is typed
   * @param date a date is asked for
   * @param now what is stated now, by whom and when; or null
   */
  record Question(String name, String text, List<Choice> choices, boolean date, String now) {}

  @Override
  public String path() {
    return "evidence-" + part.slug();
  }

  @Override
  public String template() {
    return "pages/evidence";
  }

  @Override
  public String next(SupportTask task) {
    return "/review";
  }

  @Override
  public Map<String, Object> offers(SupportTask task) {
    return Map.of();
  }

  @Override
  public Map<String, Object> offers(SupportTask task, PersonView.Seen seen, SignedIn who) {
    Map<String, Statement> stated =
        policy.stated(seen.record(), seen.assessed(), task.referral(), seen.now());
    ReviewView view = ReviewView.of(task, seen, policy);
    return Map.of(
        "part",
        view.parts().stream().filter(it -> it.slug().equals(part.slug())).findFirst().orElseThrow(),
        "barred",
        barred(stated, who),
        "questions",
        items.stream().map(item -> question(item, stated.get(item.name()))).toList());
  }

  /** Why the word of whoever asks would not count; empty where it does. */
  private String barred(Map<String, Statement> stated, SignedIn who) {
    boolean clinical = part == ReviewPart.CLINICAL || part == ReviewPart.SECOND;
    if (clinical && !who.actor().registered()) {
      return "Only a clinician with a registration answers this, and you have none here.";
    }
    boolean first =
        part == ReviewPart.SECOND
            && ReviewPart.CLINICAL.items(policy.evidenceItems()).stream()
                .map(item -> stated.get(item.name()))
                .anyMatch(said -> said != null && said.actor().name().equals(who.name()));
    return first ? "You wrote the clinical view: another registered clinician answers this." : "";
  }

  private static Question question(EvidenceItem item, Statement stated) {
    return new Question(
        item.name(),
        item.question(),
        item.words().stream()
            .map(word -> new Choice(word, WORDS.getOrDefault(word, word)))
            .toList(),
        item.date(),
        stated == null
            ? null
            : "Stated now: "
                + words(item, stated.value())
                + " ("
                + ReviewView.source(stated)
                + ")");
  }

  @Override
  public Act read(FormValues typed, SupportTask task, Actor actor, Instant now, FormFaults faults) {
    Map<String, String> said = new TreeMap<>();
    for (EvidenceItem item : items) {
      if (item.date()) {
        boolean none =
            (typed.one(item.name() + "-day")
                    + typed.one(item.name() + "-month")
                    + typed.one(item.name() + "-year"))
                .isEmpty();
        LocalDate day = none ? null : ActForm.date(typed, item.name(), faults, "");
        if (day != null) {
          said.put(item.name(), day.toString());
        }
      } else if (!typed.one(item.name()).isEmpty()) {
        said.put(item.name(), typed.one(item.name()));
        if (item.words().isEmpty()) {
          sentence(item.name(), typed.one(item.name()), faults);
        }
      }
    }
    if (said.isEmpty() && faults.isEmpty()) {
      faults.add(items.get(0).name(), "Answer at least one question");
    }
    return new Act(
        task.id(),
        ActForm.version(typed),
        Verb.RECORD,
        actor,
        null,
        null,
        null,
        said,
        ActForm.note(typed, faults),
        null);
  }

  private static void sentence(String name, String said, FormFaults faults) {
    if (said.length() < SHORTEST) {
      faults.add(name, "Enter at least %d characters".formatted(SHORTEST));
    } else if (said.length() > LONGEST) {
      faults.add(name, "The answer must be %,d characters or less".formatted(LONGEST));
    }
  }

  @Override
  public String done(SupportTask task) {
    return "The evidence is recorded";
  }
}
