package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditEntry;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who looked at what and who changed what: everything for auditors, their own team's for managers.
 * Looking here is written down too.
 */
@Controller
final class AuditPage {
  private static final int ROWS = 100;
  private static final Duration LATELY = Duration.ofDays(30);

  private final AuditEntries reads;
  private final AuditEntries changes;
  private final Audit audit;
  private final Clock clock;

  AuditPage(AuditEntries reads, AuditEntries changes, Audit audit, Clock clock) {
    this.reads = reads;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

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
    boolean auditor = who.is(Role.AUDITOR);
    String team = auditor ? null : who.team();
    AuditEntries.Question question =
        new AuditEntries.Question(
            none(actor), none(kind), Set.of(), none(object), start(from, 0), start(until, 1), team);
    audit.looked(who, "audit " + String.join(" ", actor, kind, object, from, until).strip());
    boolean asked = Stream.of(actor, kind, object, from, until).anyMatch(it -> !it.isBlank());
    model.addAttribute("lately", asked ? List.of() : rows(lately(team), auditor));
    model.addAttribute("rows", rows(question, auditor));
    model.addAttribute("kinds", AuditRow.KINDS);
    model.addAttribute("whose", auditor ? "everybody" : team == null ? "organisation" : "team");
    model.addAttribute(
        "asked",
        Map.of("actor", actor, "kind", kind, "object", object, "from", from, "until", until));
    return "pages/audit";
  }

  private AuditEntries.Question lately(String team) {
    Instant from = clock.instant().minus(LATELY);
    return new AuditEntries.Question(null, "break-glass", Set.of(), null, from, null, team);
  }

  private List<AuditRow> rows(AuditEntries.Question question, boolean auditor) {
    return Stream.of(reads, changes)
        .flatMap(trail -> trail.search(question, ROWS, 0).stream())
        .map(AuditEntries.Kept::entry)
        .sorted(Comparator.comparing(AuditEntry::at).reversed())
        .limit(ROWS)
        .map(auditor ? AuditRow::of : AuditRow::forManagers)
        .toList();
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
