package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Draft;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Placing;
import org.attendancemonitor.attendance.PlacingFact;
import org.attendancemonitor.attendance.Priority;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.attendance.WaitingRow;
import org.attendancemonitor.intake.Asked;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.record.WaitingList;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A clinician's word on where a waiting patient belongs in the order of the list. */
@Controller
final class PlacePage {
  private static final List<Choice> URGENCIES =
      Arrays.stream(Priority.values())
          .map(priority -> new Choice(priority.name(), Words.priority(priority)))
          .toList();

  private static final String PLACES = "/waiting-list/places/";
  private static final int MARK = 24;

  private final WaitingList waiting;
  private final Sight sight;
  private final Submissions submissions;
  private final Audit audit;
  private final Clock clock;

  PlacePage(WaitingList waiting, Sight sight, Submissions submissions, Audit audit, Clock clock) {
    this.waiting = waiting;
    this.sight = sight;
    this.submissions = submissions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A place of a list that somebody may see.
   *
   * @param patient row of the person
   * @param row what the place rests on
   */
  private record Place(long patient, WaitingRow row) {}

  /** Where a place is changed: neither a name nor a number of a referral is in the address. */
  static String address(long patient, String referral) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((patient + "|" + referral).getBytes(StandardCharsets.UTF_8));
      return PLACES + patient + "-" + HexFormat.of().formatHex(digest).substring(0, MARK);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @GetMapping(PLACES + "{place}")
  String show(HttpServletRequest request, @PathVariable String place, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    Place waits = place(place, who);
    var draft = Draft.take(request.getSession(false), request.getRequestURI());
    model.addAttribute("restored", draft.isPresent());
    return page(
        waits,
        place,
        who,
        new FormValues(draft.map(Draft::fields).orElse(Map.of())),
        new FormFaults(),
        model);
  }

  @PostMapping(PLACES + "{place}")
  String place(
      @PathVariable String place,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    Place waits = place(place, who);
    FormValues typed = FormValues.of(request);
    String once = typed.one(Once.FIELD);
    HttpSession session = request.getSession();
    if (!once.isEmpty() && !Once.begin(session, once)) {
      after.addFlashAttribute("notice", "This was sent already; nothing was done twice");
      return "redirect:/waiting-list?service=" + waits.row().service();
    }
    FormFaults faults = new FormFaults();
    Priority urgency = urgency(typed, faults);
    String note = ActForm.note(typed, faults);
    if (note == null) {
      faults.add("note", "Enter why: it is kept with the change, and shown on the list");
    }
    HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
    if (faults.isEmpty()) {
      Instant now = clock.instant();
      PlacingFact placing =
          new PlacingFact(new Key(waits.row().referral()), urgency, who.actor(), now, note);
      status =
          submissions.submit(new Asked.Place(waits.patient(), placing, seen(typed)), null, faults);
    }
    if (!faults.isEmpty()) {
      Once.again(session, once);
      response.setStatus(status.value());
      return page(waits, place, who, typed, faults, model);
    }
    after.addFlashAttribute("notice", "The place is changed; the list is in its new order");
    return "redirect:/waiting-list?service=" + waits.row().service();
  }

  /** The word that was looked at; whatever cannot be read as one is older than all. */
  private static Instant seen(FormValues typed) {
    try {
      return Instant.parse(typed.one("seen"));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }

  private static Priority urgency(FormValues typed, FormFaults faults) {
    Optional<Priority> urgency =
        Arrays.stream(Priority.values())
            .filter(priority -> priority.name().equals(typed.one("urgency")))
            .findFirst();
    if (urgency.isEmpty()) {
      faults.add("urgency", "Select how urgent it is");
    }
    return urgency.orElse(null);
  }

  private String page(
      Place waits, String address, SignedIn who, FormValues typed, FormFaults faults, Model model) {
    audit.view(who, waits.patient(), "waiting-list " + waits.row().service());
    PersonView.Seen seen = sight.person(waits.patient());
    Optional<Placing> last =
        seen.record().placings().stream()
            .filter(placing -> placing.referral().equals(waits.row().referral()))
            .reduce((earlier, later) -> later);
    model.addAttribute("place", address);
    model.addAttribute("who", Identity.of(seen));
    model.addAttribute("service", waits.row().service());
    model.addAttribute("serviceName", sight.pages().service(waits.row().service()));
    model.addAttribute("urgency", Words.priority(waits.row().urgency()));
    model.addAttribute("since", Dates.of(waits.row().since()));
    model.addAttribute("reasons", waits.row().reasons().stream().map(Reason::text).toList());
    model.addAttribute("registered", who.actor().registered());
    model.addAttribute("urgencies", URGENCIES);
    model.addAttribute("seen", last.map(Placing::at).orElse(Instant.EPOCH).toString());
    model.addAttribute("once", Once.token());
    model.addAttribute("typed", typed);
    model.addAttribute("faults", faults);
    return "pages/place";
  }

  /** Whoever waits for no service of theirs does not wait, for whoever asks. */
  private Place place(String place, SignedIn who) {
    String row = place.split("-")[0];
    if (!row.matches("[0-9]{1,18}")) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    long patient = Long.parseLong(row);
    return waiting.of(patient).stream()
        .filter(it -> address(patient, it.referral()).equals(PLACES + place))
        .filter(it -> sight.reach(who).covers(it.service()))
        .map(it -> new Place(patient, it))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
