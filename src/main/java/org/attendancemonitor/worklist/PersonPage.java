package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.intake.PersonView;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Everything about one person that lies within the work of whoever looks. */
@Controller
final class PersonPage {
  private final Sight sight;
  private final Audit audit;

  PersonPage(Sight sight, Audit audit) {
    this.sight = sight;
    this.audit = audit;
  }

  @GetMapping("/worklist/people/{id}")
  String person(@PathVariable String id, HttpServletRequest request, Model model) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    Reach reach = sight.reach(who);
    long row = FoundPerson.row(id);
    Set<Long> rows = sight.people().rowsOf(row).orElseThrow(PersonPage::notHere);
    if (!reach.everywhere() && sight.people().servicesOf(rows).stream().noneMatch(reach::covers)) {
      throw notHere();
    }
    PersonView.Seen seen = sight.person(row);
    audit.view(who, row, FoundPerson.id(seen));
    model.addAttribute("sheet", PersonSheet.of(seen, reach, sight));
    return "pages/person";
  }

  private static ResponseStatusException notHere() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
