package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.Reason;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.record.WaitingList;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who waits for a service, first the one to be seen first, and why they stand there. */
@Controller
final class WaitingPage {
  private final WaitingList waiting;
  private final Sight sight;
  private final Audit audit;
  private final Clock clock;

  WaitingPage(WaitingList waiting, Sight sight, Audit audit, Clock clock) {
    this.waiting = waiting;
    this.sight = sight;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * One place of the list.
   *
   * @param position from 1
   * @param who the patient
   * @param urgency in words
   * @param waiting how long
   * @param since the day it began
   * @param reasons why they stand here
   * @param needs what they need in order to attend
   * @param address of the page on which a clinician changes the place
   */
  record Row(
      int position,
      Identity who,
      String urgency,
      String waiting,
      String since,
      List<String> reasons,
      List<String> needs,
      String address) {}

  @GetMapping("/waiting-list")
  String list(
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "1") String page,
      HttpServletRequest request,
      Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    List<Choice> services = sight.services(sight.reach(who));
    String chosen =
        services.stream().anyMatch(choice -> choice.value().equals(service))
            ? service
            : services.isEmpty() ? "" : services.get(0).value();
    int number = Pager.number(page);
    int size = sight.pages().pageSize();
    int total = chosen.isEmpty() ? 0 : waiting.count(chosen);
    List<WaitingList.Place> places =
        chosen.isEmpty() ? List.of() : waiting.page(chosen, size, (number - 1) * size);
    if (places.isEmpty() && number > 1) {
      return "redirect:/waiting-list?service=" + chosen;
    }
    audit.list(
        who,
        "waiting-list " + chosen,
        places.stream().map(place -> place.row().referral()).toList());
    model.addAttribute("mayPlace", who.is(Role.CLINICIAN));
    model.addAttribute("services", services);
    model.addAttribute("service", chosen);
    model.addAttribute("serviceName", chosen.isEmpty() ? "" : sight.pages().service(chosen));
    model.addAttribute("total", total);
    Map<Long, PersonView.Seen> patients =
        sight.view().each(places.stream().map(WaitingList.Place::patient).toList());
    model.addAttribute(
        "rows", places.stream().map(place -> row(place, patients.get(place.patient()))).toList());
    model.addAttribute(
        "pager",
        Pager.of(total, size, number, to -> "/waiting-list?service=" + chosen + "&page=" + to));
    return "pages/waiting-list";
  }

  private Row row(WaitingList.Place place, PersonView.Seen seen) {
    LocalDate since = Dates.day(place.row().since());
    return new Row(
        place.position(),
        Identity.of(seen),
        Words.priority(place.row().urgency()),
        Dates.wait(since, Dates.day(clock.instant())),
        Dates.of(since),
        place.row().reasons().stream().map(Reason::text).toList(),
        sight.needs(seen),
        PlacePage.address(place.patient(), place.row().referral()));
  }
}
