package org.attendancemonitor.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing a reviewer may state before care is ended (attendance-policy section 5).
 *
 * @param part of the gate that asks for it: the code of the reasons it gives, as in {@link
 *     DischargeCheck#missing()}
 * @param name of the item, as acts name it
 * @param question what is asked, in plain words
 * @param words the words it is answered with; empty where a sentence is asked for
 * @param date answered with a date
 */
public record EvidenceItem(
    String part, String name, String question, List<String> words, boolean date) {
  private static final String COMMUNICATED = "gate-1-communicated";
  private static final String VULNERABLE = "gate-5-vulnerability";
  private static final String CLINICAL = "gate-6-clinical";
  private static final String SAFEGUARDING = "gate-7-safeguarding";
  private static final String SECOND = "gate-8-second-reviewer";
  private static final String TOLD = "gate-9-told";
  private static final List<String> YES_NO = List.of("yes", "no");
  private static final List<String> YES_NO_NOT_NEEDED = List.of("yes", "no", "not-needed");

  /** Every item, in the order of the gate's parts. */
  static List<EvidenceItem> all(List<String> vulnerabilities) {
    List<EvidenceItem> items = new ArrayList<>();
    items.add(text(COMMUNICATED, Evidence.CHANNEL, "How was the appointment communicated?"));
    items.add(
        new EvidenceItem(
            COMMUNICATED,
            Evidence.SENT_ON,
            "On which day was the appointment sent?",
            List.of(),
            true));
    items.add(choice(COMMUNICATED, Evidence.DELIVERED, "Was it delivered?", YES_NO));
    items.add(choice(COMMUNICATED, Evidence.ADDRESS, "Was the address checked?", YES_NO));
    items.add(
        choice(
            COMMUNICATED,
            Evidence.FORMAT,
            "Was it in the format and language needed?",
            YES_NO_NOT_NEEDED));
    vulnerabilities.forEach(
        item ->
            items.add(
                choice(
                    VULNERABLE,
                    Evidence.VULNERABILITY + item,
                    asked(item),
                    List.of("yes", "no", "unknown"))));
    items.add(
        text(
            CLINICAL,
            Evidence.INTERESTS,
            "Why is ending care not against the patient's best interests? (a registered clinician"
                + " says so)"));
    items.add(text(CLINICAL, Evidence.CONDITION, "What is the condition, and how does it stand?"));
    items.add(text(CLINICAL, Evidence.RED_FLAGS, "Which red flags were looked for?"));
    items.add(text(CLINICAL, Evidence.FUNCTION, "What can the patient do and not do now?"));
    items.add(text(CLINICAL, Evidence.IMPACT, "What would ending care mean for the patient?"));
    items.add(
        text(
            SAFEGUARDING,
            Evidence.ADVICE,
            "What was the safeguarding advice? (a child, or an adult at risk)"));
    items.add(text(SAFEGUARDING, Evidence.LEAD_AGREES, "Which safeguarding lead agrees?"));
    items.add(
        text(SAFEGUARDING, Evidence.DECISION, "Where is the best interests decision recorded?"));
    items.add(
        choice(
            SECOND,
            Evidence.SECOND,
            "Does a second registered clinician agree?",
            List.of("agree", "disagree")));
    items.add(choice(TOLD, Evidence.TOLD_PATIENT, "Was the patient told?", YES_NO));
    items.add(choice(TOLD, Evidence.TOLD_REFERRER, "Was the referrer told?", YES_NO));
    items.add(choice(TOLD, Evidence.TOLD_GP, "Was the GP told?", YES_NO));
    items.add(choice(TOLD, Evidence.TOLD_FORMAT, "In the format needed?", YES_NO_NOT_NEEDED));
    items.add(choice(TOLD, Evidence.WAY_BACK, "Does the letter say the way back?", YES_NO));
    return List.copyOf(items);
  }

  /** Capacity is a matter of its being missing: so "yes" means the same for each of them. */
  private static String asked(String item) {
    return item.equals("capacity")
        ? "Is capacity to decide on this missing?"
        : "Does this apply: " + item.replace('-', ' ') + "?";
  }

  private static EvidenceItem text(String part, String name, String question) {
    return new EvidenceItem(part, name, question, List.of(), false);
  }

  private static EvidenceItem choice(
      String part, String name, String question, List<String> words) {
    return new EvidenceItem(part, name, question, words, false);
  }
}
