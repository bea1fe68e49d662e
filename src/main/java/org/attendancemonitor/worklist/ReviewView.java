package org.attendancemonitor.worklist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attendancemonitor.attendance.ActionFact;
import org.attendancemonitor.attendance.ActionFact.Verb;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.DischargeCheck;
import org.attendancemonitor.policy.EvidenceItem;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.policy.Statement;

/**
 * A review before care ends: what support is left, what is stated, what is missing, and why care
 * may not be ended now. It never says that it should be.
 *
 * @param breach care was ended already, without a complete review
 * @param open it can still be worked on
 * @param ended how it was ended, by whom and when; null while it is open
 * @param support that fits and was not offered yet
 * @param stops what forbids an ending whatever is stated
 * @param parts of the evidence
 * @param missing how many things are missing, in all parts
 * @param complete nothing is missing and nothing forbids
 */
record ReviewView(
    boolean breach,
    boolean open,
    String ended,
    List<String> support,
    List<String> stops,
    List<Part> parts,
    int missing,
    boolean complete) {

  /** The outcome that only an ending without a review may have. */
  private static final String REVERSED = "reversed";

  /**
   * One part of the evidence.
   *
   * @param slug last part of the address of its questions
   * @param title what it is about
   * @param answeredBy who is to answer
   * @param known what the record says already
   * @param answers what was stated
   * @param missing what the gate still asks for, what differs only in its subject in one line
   * @param count how many things are missing
   * @param asks there are questions to answer; else the record of contacts answers
   */
  record Part(
      String slug,
      String title,
      String answeredBy,
      List<String> known,
      List<Answer> answers,
      List<String> missing,
      int count,
      boolean asks) {

    /** Neither asked for nor stated. */
    public boolean notNeeded() {
      return count == 0 && asks && answers.isEmpty();
    }
  }

  /**
   * One statement.
   *
   * @param question what was asked
   * @param answer what was said
   * @param source by whom, and when
   */
  record Answer(String question, String answer, String source) {}

  static ReviewView of(SupportTask task, PersonView.Seen seen, Policy policy) {
    DischargeCheck check =
        policy.dischargeCheck(seen.record(), seen.assessed(), task.referral(), seen.now());
    Map<String, Statement> stated =
        policy.stated(seen.record(), seen.assessed(), task.referral(), seen.now());
    ReviewFacts facts = new ReviewFacts(task, seen, policy);
    List<Reason> asked = new ArrayList<>(check.missing());
    asked.addAll(check.stops());
    List<Part> parts = new ArrayList<>();
    for (ReviewPart part : ReviewPart.values()) {
      List<EvidenceItem> items = part.items(policy.evidenceItems());
      parts.add(
          new Part(
              part.slug(),
              part.title(),
              part.answeredBy(),
              facts.of(part),
              answers(items, stated),
              together(part.of(asked)),
              part.of(asked).size(),
              !items.isEmpty()));
    }
    return new ReviewView(
        policy.outcomes(task).contains(REVERSED),
        task.status().open(),
        ended(task, seen),
        check.notYetOffered().stream().map(Reason::text).toList(),
        against(check),
        List.copyOf(parts),
        parts.stream().mapToInt(Part::count).sum(),
        check.complete());
  }

  /** What forbids it, and whatever else the gate says that belongs to no part: nothing is lost. */
  private static List<String> against(DischargeCheck check) {
    return Stream.concat(
            check.stops().stream(),
            check.missing().stream().filter(reason -> ReviewPart.of(reason).isEmpty()))
        .map(Reason::text)
        .distinct()
        .toList();
  }

  /** "Not stated: condition." and "Not stated: function." become one line. */
  private static List<String> together(List<String> missing) {
    Map<String, List<String>> bySubject = new LinkedHashMap<>();
    for (String one : missing) {
      int colon = one.indexOf(": ");
      String key = colon < 0 || one.indexOf('.') < colon ? one : one.substring(0, colon + 2);
      bySubject.computeIfAbsent(key, it -> new ArrayList<>()).add(one.substring(key.length()));
    }
    return bySubject.entrySet().stream()
        .map(
            entry ->
                entry.getValue().size() == 1
                    ? entry.getKey() + entry.getValue().get(0)
                    : entry.getKey()
                        + String.join(", ", entry.getValue()).replace(".", "").replace('-', ' ')
                        + ".")
        .toList();
  }

  private static List<Answer> answers(List<EvidenceItem> items, Map<String, Statement> stated) {
    return items.stream()
        .filter(item -> stated.containsKey(item.name()))
        .map(item -> answer(item, stated.get(item.name())))
        .toList();
  }

  private static Answer answer(EvidenceItem item, Statement said) {
    return new Answer(item.question(), EvidenceForm.words(item, said.value()), source(said));
  }

  /** For example "amina, 6 October 2026 at 10am". */
  static String source(Statement said) {
    return said.actor().name() + ", " + Dates.moment(said.at());
  }

  /** How a task was ended, in words; null where nobody has. */
  static String ended(SupportTask task, PersonView.Seen seen) {
    return seen.record().actions().stream()
        .filter(action -> action.task().equals(task.id()) && action.verb() == Verb.COMPLETE)
        .max(Comparator.comparing(ActionFact::at))
        .map(
            action ->
                action.actor().name()
                    + " finished it on "
                    + Dates.moment(action.at())
                    + ": "
                    + Words.outcome(action.outcome()))
        .orElse(task.status().open() ? null : "It was no longer needed.");
  }
}
