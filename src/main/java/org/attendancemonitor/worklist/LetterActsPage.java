package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attendancemonitor.access.RequestId;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.LetterActs;
import org.attendancemonitor.intake.Replayed;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Operators replay messages that could not be read, after a dry run, or give one up. */
@Controller
final class LetterActsPage {
  /** More at once would keep a browser waiting; the command takes any number. */
  private static final int AT_ONCE = 200;

  private static final int SHOWN = 20;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 500;

  private final DeadLetters letters;
  private final LetterActs acts;

  LetterActsPage(DeadLetters letters, LetterActs acts) {
    this.letters = letters;
    this.acts = acts;
  }

  /** What would become of one, or of all of a feed and reason. */
  @GetMapping(LettersPage.PAGE + "/replay")
  String dryRun(
      @RequestParam(defaultValue = "") String letter,
      @RequestParam(defaultValue = "") String feed,
      @RequestParam(defaultValue = "") String reason,
      Model model) {
    return dryRun(letter, feed, reason, new FormFaults(), model);
  }

  private String dryRun(String letter, String feed, String reason, FormFaults faults, Model model) {
    List<Long> ids = meant(letter, feed, reason);
    List<Replayed> results = acts.dryRun(ids, false);
    model.addAttribute("results", results.stream().limit(SHOWN).map(LetterActsPage::row).toList());
    model.addAttribute("sum", sum(results));
    model.addAttribute("more", Math.max(0, results.size() - SHOWN));
    model.addAttribute(
        "rest", letter.isEmpty() ? letters.count(query(feed, reason)) - ids.size() : 0L);
    model.addAttribute("fields", Map.of("letter", letter, "feed", feed, "reason", reason));
    model.addAttribute("once", Once.token());
    model.addAttribute("faults", faults);
    return "pages/letters-replay";
  }

  /**
   * One line of a result.
   *
   * @param letter number
   * @param result in words
   * @param text more of it
   */
  record Row(long letter, String result, String text) {}

  private static Row row(Replayed replayed) {
    String place =
        replayed.position() == null || replayed.position().isEmpty()
            ? ""
            : replayed.position() + ": ";
    return new Row(replayed.letter(), words(replayed.result()), place + replayed.text());
  }

  private static String words(Replayed.Result result) {
    return switch (result) {
      case READABLE -> "Can be read now";
      case REPAIRED -> "Repaired";
      case REJECTED -> "Cannot be read";
      case SETTLED -> "Settled before";
      case GONE -> "Not there";
    };
  }

  private static String sum(List<Replayed> results) {
    Map<Replayed.Result, Long> counts =
        results.stream()
            .collect(Collectors.groupingBy(Replayed::result, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(it -> words(it.getKey()).toLowerCase(java.util.Locale.ROOT) + ": " + it.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Tries them again; one that was repaired meanwhile is left as it is. */
  @PostMapping(LettersPage.PAGE + "/replay")
  String replay(
      @RequestParam(defaultValue = "") String letter,
      @RequestParam(defaultValue = "") String feed,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(name = Once.FIELD, defaultValue = "") String once,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model)
      throws InterruptedException {
    HttpSession session = request.getSession();
    if (!once.isEmpty() && !Once.begin(session, once)) {
      after.addFlashAttribute("notice", "This was sent already; nothing was done twice");
      return "redirect:" + LettersPage.PAGE;
    }
    try {
      List<Replayed> results = acts.replay(meant(letter, feed, reason), false, by(request));
      after.addFlashAttribute(
          "notice", results.isEmpty() ? "Nothing waits any more" : "Replayed: " + sum(results));
      return "redirect:" + LettersPage.PAGE;
    } catch (IntakeUnavailableException away) {
      Once.again(session, once);
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      FormFaults faults = new FormFaults();
      faults.add(null, "The record is busy. What was repaired stays so; send it again in a moment");
      return dryRun(letter, feed, reason, faults, model);
    }
  }

  /** Somebody decides that one is not needed, and says why. */
  @PostMapping(LettersPage.PAGE + "/{id}/give-up")
  String giveUp(
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model) {
    DeadLetter letter = LettersPage.letter(letters, id);
    FormValues typed = FormValues.of(request);
    String because = typed.one("note");
    FormFaults faults = new FormFaults();
    if (because.length() < SHORTEST || because.length() > LONGEST) {
      faults.add(
          "note",
          "Enter why it is not needed, in %d to %d characters".formatted(SHORTEST, LONGEST));
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      LettersPage.show(letter, model);
      model.addAttribute("typed", typed);
      model.addAttribute("faults", faults);
      return "pages/letter";
    }
    String once = typed.one(Once.FIELD);
    boolean done =
        (once.isEmpty() || Once.begin(request.getSession(), once))
            && acts.giveUp(letter.id(), because, by(request));
    after.addFlashAttribute(
        "notice", done ? "Given up" : "It was settled already; nothing was done");
    return "redirect:" + LettersPage.PAGE + "/" + letter.id();
  }

  private List<Long> meant(String letter, String feed, String reason) {
    if (!letter.isEmpty()) {
      return List.of(LettersPage.letter(letters, letter).id());
    }
    if (feed.isEmpty() && reason.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return letters.list(query(feed, reason), 0, AT_ONCE).stream().map(DeadLetter::id).toList();
  }

  private static LetterQuery query(String feed, String reason) {
    return new LetterQuery(
        Optional.of(reason).filter(word -> !word.isEmpty()),
        Optional.of(feed).filter(word -> !word.isEmpty()),
        Optional.empty(),
        Optional.of(DeadLetter.State.WAITING));
  }

  private static LetterActs.By by(HttpServletRequest request) {
    SignedIn who = SignedIn.of(request).orElseThrow();
    return new LetterActs.By(who.name(), who.roles(), who.team(), RequestId.current());
  }
}
