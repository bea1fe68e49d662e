package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.access.Draft;
import org.attendancemonitor.access.Job;
import org.attendancemonitor.access.JobChoice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Asks somebody with several jobs which one they work in, after the sign-in and at any time. */
@Controller
final class JobPage {
  private static final String FIELD = "role";

  private final JobChoice choice;
  private final Pages pages;

  JobPage(JobChoice choice, Pages pages) {
    this.choice = choice;
    this.pages = pages;
  }

  @GetMapping("/sign-in/role")
  String ask(HttpServletRequest request, Model model) {
    List<Job> jobs = JobChoice.offered(request);
    String now =
        JobChoice.chosen(request).map(job -> Integer.toString(jobs.indexOf(job))).orElse("");
    return page(request, model, jobs, now, new FormFaults());
  }

  @PostMapping("/sign-in/role")
  String choose(HttpServletRequest request, HttpServletResponse response, Model model) {
    List<Job> jobs = JobChoice.offered(request);
    String typed = String.valueOf(request.getParameter(FIELD));
    if (!typed.matches("[0-9]{1,4}") || Integer.parseInt(typed) >= jobs.size()) {
      FormFaults faults = new FormFaults();
      faults.add(FIELD, "Select the role you work in");
      return page(request, model, jobs, "", faults);
    }
    String wanted = Draft.next(request);
    choice.choose(request, response, jobs.get(Integer.parseInt(typed)));
    return "redirect:" + (wanted == null ? "/" : wanted);
  }

  private String page(
      HttpServletRequest request, Model model, List<Job> jobs, String typed, FormFaults faults) {
    List<Choice> choices = new ArrayList<>();
    for (Job job : jobs) {
      String text = pages.job(job);
      choices.add(
          new Choice(
              Integer.toString(choices.size()),
              job.name() == null ? text : text + " (" + plain(job.name()) + ")"));
    }
    model.addAttribute("choices", choices);
    model.addAttribute("typed", new FormValues(Map.of(FIELD, List.of(typed))));
    model.addAttribute("faults", faults);
    model.addAttribute("continue", Draft.wanted(request));
    return "pages/role";
  }

  /**
   * NHS CIS2 names a role by its branches in quotes: {@code "Clinical":"Provision":"Podiatrist"}.
   */
  private static String plain(String name) {
    return name.replace("\"", "").replace(":", ", ");
  }
}
