package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether each record system still sends, and what could not be read. */
@Controller
final class FeedsPage {
  private final FeedBoard board;
  private final Clock clock;

  FeedsPage(FeedBoard board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  /**
   * One feed.
   *
   * @param name of the feed
   * @param event the newest event, in words
   * @param received the last arrival, in words
   * @param state in words
   * @param silent something was expected since
   */
  record Row(String name, String event, String received, String state, boolean silent) {}

  @GetMapping("/feeds")
  String feeds(HttpServletRequest request, Model model) {
    Instant now = clock.instant();
    model.addAttribute("rows", board.feeds().stream().map(feed -> row(feed, now)).toList());
    model.addAttribute("deadLetters", new TreeMap<>(board.deadLetters()));
    model.addAttribute("mayRepair", SignedIn.of(request).orElseThrow().is(Role.OPERATOR));
    return "pages/feeds";
  }

  private static Row row(FeedBoard.Feed feed, Instant now) {
    boolean heard = feed.received() != null;
    boolean silent =
        heard
            && feed.expectedEvery() != null
            && feed.received().plus(feed.expectedEvery()).isBefore(now);
    return new Row(
        feed.name(),
        feed.event() == null ? "None yet" : Dates.moment(feed.event()),
        heard ? Dates.moment(feed.received()) : "Nothing yet",
        !heard
            ? "Nothing yet"
            : silent ? "Silent for " + span(Duration.between(feed.received(), now)) : "Sending",
        silent);
  }

  private static String span(Duration silence) {
    long hours = silence.toHours();
    if (hours >= 48) {
      return silence.toDays() + " days";
    }
    return hours >= 2 ? hours + " hours" : silence.toMinutes() + " minutes";
  }
}
