package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditEntry;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who looked at what and who changed what, for auditors; looking here is written down too. */
@Controller
final class AuditPage {
  private static final int ROWS = 100;

  private static final List<Choice> KINDS =
      List.of(
          new Choice("", "Anything"),
          new Choice("view", "Looked at a patient"),
          new Choice("list", "Looked at a list"),
          new Choice("change", "Changed something"),
          new Choice("export", "Took a list out"),
          new Choice("print", "Printed"),
          new Choice("break-glass", "Looked outside of the own team"),
          new Choice("sign-in", "Signed in"),
          new Choice("audit", "Looked at the audit"),
          new Choice("retention", "Deleted by the retention schedule"),
          new Choice("hold", "Kept from deletion, or no longer"),
          new Choice("subject-access", "Took out one person's record"));

  private final AuditEntries reads;
  private final AuditEntries changes;
  private final Audit audit;

  AuditPage(AuditEntries reads, AuditEntries changes, Audit audit) {
    this.reads = reads;
    this.changes = changes;
    this.audit = audit;
  }

  /**
   * One entry.
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
  record Row(
      String when,
      String who,
      String what,
      String object,
      String items,
      String reason,
      boolean refused,
      String request) {}

  @GetMapping("/audit")
  String audit(
      @RequestParam(defaultValue = "") String actor,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String object,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      HttpServletRequest request,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    AuditEntries.Question question =
        new AuditEntries.Question(
            none(actor), none(kind), Set.of(), none(object), start(from, 0), start(until, 1));
    audit.looked(who, "audit " + String.join(" ", actor, kind, object, from, until).strip());
    List<AuditEntry> found = new ArrayList<>();
    reads.search(question, ROWS, 0).forEach(kept -> found.add(kept.entry()));
    changes.search(question, ROWS, 0).forEach(kept -> found.add(kept.entry()));
    found.sort(Comparator.comparing(AuditEntry::at).reversed());
    model.addAttribute("rows", found.stream().limit(ROWS).map(AuditPage::row).toList());
    model.addAttribute("kinds", KINDS);
    model.addAttribute(
        "asked",
        Map.of("actor", actor, "kind", kind, "object", object, "from", from, "until", until));
    return "pages/audit";
  }

  private static Row row(AuditEntry entry) {
    String words =
        KINDS.stream()
            .filter(choice -> choice.value().equals(entry.kind()))
            .map(Choice::text)
            .findFirst()
            .orElse(entry.kind());
    return new Row(
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

  private static String none(String text) {
    return text.isBlank() ? null : text.strip();
  }

  private static Instant start(String day, int plus) {
    try {
      return day.isBlank()
          ? null
          : LocalDate.parse(day.strip()).plusDays(plus).atStartOfDay(Dates.LONDON).toInstant();
    } catch (DateTimeParseException none) {
      return null;
    }
  }
}
