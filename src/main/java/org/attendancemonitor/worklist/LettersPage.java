package org.attendancemonitor.worklist;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.record.DeadLetter;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.LetterQuery;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Messages that could not be read, for operators: nothing on these pages is about a patient. */
@Controller
final class LettersPage {
  static final String PAGE = "/feeds/dead-letters";

  private static final List<Choice> STATES =
      List.of(
          new Choice("waiting", "Waiting"),
          new Choice("repaired", "Repaired"),
          new Choice("given-up", "Given up"),
          new Choice("", "Any"));

  private final DeadLetters letters;
  private final FeedBoard board;
  private final int size;

  LettersPage(DeadLetters letters, FeedBoard board, int size) {
    this.letters = letters;
    this.board = board;
    this.size = size;
  }

  @GetMapping(PAGE)
  String list(
      @RequestParam(defaultValue = "") String feed,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "waiting") String state,
      @RequestParam(defaultValue = "1") String page,
      Model model) {
    String asked = Choice.among(STATES, state);
    String ofFeed = Choice.among(feeds(), feed);
    String ofReason = Choice.among(reasons(), reason);
    LetterQuery query = query(ofFeed, ofReason, asked);
    int number = Pager.number(page);
    int total = (int) Math.min(Integer.MAX_VALUE, letters.count(query));
    List<DeadLetter> found = letters.newest(query, size, (number - 1) * size);
    if (found.isEmpty() && number > 1) {
      return "redirect:" + address(ofFeed, ofReason, asked, 1);
    }
    model.addAttribute("counts", letters.counts().stream().map(LettersPage::count).toList());
    model.addAttribute("rows", found.stream().map(LetterRow::of).toList());
    model.addAttribute("total", total);
    model.addAttribute(
        "pager", Pager.of(total, size, number, to -> address(ofFeed, ofReason, asked, to)));
    model.addAttribute("feeds", feeds());
    model.addAttribute("reasons", reasons());
    model.addAttribute("states", STATES);
    model.addAttribute("asked", Map.of("feed", ofFeed, "reason", ofReason, "state", asked));
    return "pages/letters";
  }

  @GetMapping(PAGE + "/{id}")
  String one(@PathVariable String id, Model model) {
    show(letter(letters, id), model);
    model.addAttribute("typed", new FormValues(Map.of()));
    model.addAttribute("faults", new FormFaults());
    return "pages/letter";
  }

  static void show(DeadLetter letter, Model model) {
    model.addAttribute("letter", LetterRow.of(letter));
    model.addAttribute("once", Once.token());
  }

  /** The letter of a number in an address; not found where it is none. */
  static DeadLetter letter(DeadLetters letters, String id) {
    return Optional.of(id)
        .filter(number -> number.matches("[1-9][0-9]{0,17}"))
        .flatMap(number -> letters.show(Long.parseLong(number)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static LetterQuery query(String feed, String reason, String state) {
    return new LetterQuery(
        Optional.of(reason).filter(word -> !word.isEmpty()),
        Optional.of(feed).filter(word -> !word.isEmpty()),
        Optional.empty(),
        java.util.Arrays.stream(DeadLetter.State.values())
            .filter(it -> it.word().equals(state))
            .findFirst());
  }

  /**
   * How many wait of one sort.
   *
   * @param feed they came by
   * @param reason in words
   * @param count how many
   * @param replay address of the dry run of all of them
   */
  record Sort(String feed, String reason, long count, String replay) {}

  private static Sort count(DeadLetters.Count it) {
    return new Sort(
        it.feed(),
        LetterRow.reason(it.reason()),
        it.count(),
        PAGE + "/replay?feed=" + coded(it.feed()) + "&reason=" + coded(it.reason()));
  }

  private static String address(String feed, String reason, String state, int page) {
    return PAGE
        + "?feed="
        + coded(feed)
        + "&reason="
        + coded(reason)
        + "&state="
        + coded(state)
        + (page == 1 ? "" : "&page=" + page);
  }

  private static String coded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private List<Choice> feeds() {
    List<Choice> choices = new ArrayList<>(List.of(new Choice("", "Every feed")));
    board.feeds().forEach(feed -> choices.add(new Choice(feed.name(), feed.name())));
    return choices;
  }

  private static List<Choice> reasons() {
    List<Choice> choices = new ArrayList<>(List.of(new Choice("", "Every reason")));
    choices.addAll(LetterRow.REASONS);
    return choices;
  }
}
