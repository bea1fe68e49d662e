package org.attendancemonitor.worklist;

import java.util.List;
import org.attendancemonitor.record.AuditEntry;

/**
 * One entry of the audit.
 *
 * @param when in words
 * @param who sign-in, with roles
 * @param what in words
 * @param object what it was done to
 * @param items what was shown or done
 * @param reason given by whoever did it, or null
 * @param refused it was not allowed
 * @param request id of the request, as logs name it, or null
 */
record AuditRow(
    String when,
    String who,
    String what,
    String object,
    String items,
    String reason,
    boolean refused,
    String request) {
  /** Kinds of entries, for a choice. */
  static final List<Choice> KINDS =
      List.of(
          new Choice("", "Anything"),
          new Choice("view", "Looked at a patient"),
          new Choice("list", "Looked at a list"),
          new Choice("search", "Searched for a person"),
          new Choice("change", "Changed something"),
          new Choice("export", "Took a list out"),
          new Choice("print", "Printed"),
          new Choice("break-glass", "Looked outside of the own team"),
          new Choice("sign-in", "Signed in"),
          new Choice("audit", "Looked at the audit"),
          new Choice("replay", "Replayed rejected messages"),
          new Choice("give-up", "Gave a rejected message up"),
          new Choice("letter-body", "Read a rejected message"),
          new Choice("reconciliation", "Compared a list of appointments"),
          new Choice("retention", "Deleted by the retention schedule"),
          new Choice("hold", "Kept from deletion, or no longer"),
          new Choice("backup", "Made a backup"),
          new Choice("restore", "Put a backup back"),
          new Choice("subject-access", "Took out one person's record"));

  /** Keys that a record system gave have a bar: they may say who somebody is. */
  private static final String KEY = "|";

  private static final String GIVEN = "given: auditors see it";

  /** The whole entry, for auditors. */
  static AuditRow of(AuditEntry entry) {
    String words =
        KINDS.stream()
            .filter(choice -> choice.value().equals(entry.kind()))
            .map(Choice::text)
            .findFirst()
            .orElse(entry.kind());
    return new AuditRow(
        Dates.moment(entry.at()),
        entry.actor()
            + (entry.roles().isEmpty() ? "" : " (" + String.join(", ", entry.roles()) + ")"),
        words,
        entry.object(),
        String.join(", ", entry.items()),
        entry.reason(),
        entry.outcome().equals(AuditEntry.REFUSED),
        entry.request());
  }

  /** Without what could name a patient: what people wrote, and ids of record systems. */
  static AuditRow forManagers(AuditEntry entry) {
    AuditRow whole = of(entry);
    return new AuditRow(
        whole.when(),
        whole.who(),
        whole.what(),
        entry.object() == null || entry.object().contains(KEY) ? "" : entry.object(),
        String.join(", ", entry.items().stream().filter(item -> !item.contains(KEY)).toList()),
        entry.reason() == null ? null : GIVEN,
        whole.refused(),
        whole.request());
  }
}
