package org.attendancemonitor.worklist;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether each record system still sends, what of it could not be used, and what is missing. */
@Controller
final class FeedsPage {
  private final FeedBoard board;
  private final Clock clock;

  FeedsPage(FeedBoard board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  @GetMapping("/feeds")
  String feeds(HttpServletRequest request, Model model) {
    Instant now = clock.instant();
    List<FeedRow> rows = board.feeds().stream().map(feed -> FeedRow.of(feed, now)).toList();
    model.addAttribute("rows", rows);
    model.addAttribute("told", board.told().map(told -> ToldRow.of(told, now)).orElse(null));
    model.addAttribute("oldestEvent", oldest(board.oldestEvent()));
    model.addAttribute("mayRepair", SignedIn.of(request).orElseThrow().is(Role.OPERATOR));
    return "pages/feeds";
  }

  private static String oldest(Duration waited) {
    return waited.compareTo(Duration.ofSeconds(5)) < 0
        ? "Nothing waits to be recorded."
        : "The oldest event that waits to be recorded has waited for " + FeedRow.span(waited) + ".";
  }
}
