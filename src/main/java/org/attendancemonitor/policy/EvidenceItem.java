package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing a reviewer may state before care is ended (attendance-policy section 5).
 *
 * @param name of the item, as acts name it
 * @param question what is asked, in plain words
 * @param words the words it is answered with; empty where a sentence is asked for
 * @param date answered with a date
 */
public record EvidenceItem(String name, String question, List<String> words, boolean date) {
  private static final List<String> YES_NO = List.of("yes", "no");
  private static final List<String> YES_NO_NOT_NEEDED = List.of("yes", "no", "not-needed");

  /** Every item, in the order of the gate's parts. */
  static List<EvidenceItem> all(List<String> vulnerabilities) {
    List<EvidenceItem> items = new ArrayList<>();
    items.add(text(Evidence.CHANNEL, "How was the appointment communicated?"));
    items.add(
        new EvidenceItem(
            Evidence.SENT_ON, "On which day was the appointment sent?", List.of(), true));
    items.add(choice(Evidence.DELIVERED, "Was it delivered?", YES_NO));
    items.add(choice(Evidence.ADDRESS, "Was the address checked?", YES_NO));
    items.add(
        choice(Evidence.FORMAT, "Was it in the format and language needed?", YES_NO_NOT_NEEDED));
    vulnerabilities.forEach(
        item ->
            items.add(
                choice(
                    Evidence.VULNERABILITY + item,
                    "Does this apply: " + item.replace('-', ' ') + "?",
                    List.of("yes", "no", "unknown"))));
    items.add(
        text(
            Evidence.INTERESTS,
            "Why is ending care not against the patient's best interests? (a registered clinician"
                + " says so)"));
    items.add(text(Evidence.CONDITION, "What is the condition, and how does it stand?"));
    items.add(text(Evidence.RED_FLAGS, "Which red flags were looked for?"));
    items.add(text(Evidence.FUNCTION, "What can the patient do and not do now?"));
    items.add(text(Evidence.IMPACT, "What would ending care mean for the patient?"));
    items.add(
        text(Evidence.ADVICE, "What was the safeguarding advice? (a child, or an adult at risk)"));
    items.add(text(Evidence.LEAD_AGREES, "Which safeguarding lead agrees?"));
    items.add(text(Evidence.DECISION, "Where is the best interests decision recorded?"));
    items.add(
        choice(
            Evidence.SECOND,
            "Does a second registered clinician agree?",
            List.of("agree", "disagree")));
    items.add(choice(Evidence.TOLD_PATIENT, "Was the patient told?", YES_NO));
    items.add(choice(Evidence.TOLD_REFERRER, "Was the referrer told?", YES_NO));
    items.add(choice(Evidence.TOLD_GP, "Was the GP told?", YES_NO));
    items.add(choice(Evidence.TOLD_FORMAT, "In the format needed?", YES_NO_NOT_NEEDED));
    items.add(choice(Evidence.WAY_BACK, "Does the letter say the way back?", YES_NO));
    return List.copyOf(items);
  }

  private static EvidenceItem text(String name, String question) {
    return new EvidenceItem(name, question, List.of(), false);
  }

  private static EvidenceItem choice(String name, String question, List<String> words) {
    return new EvidenceItem(name, question, words, false);
  }
}
