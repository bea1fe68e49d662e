package org.attendancemonitor;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What commands of the same user ask of the running service; {@link WebWiring} lets in only who
 * shows the token of the data folder.
 */
@RestController
final class ControlApi {
  static final String TOKEN = "X-Control-Token";

  private final FeedReader reader;
  private final RoutedIntake intake;
  private final Rederivation rederivation;
  private final Clock clock;

  ControlApi(FeedReader reader, RoutedIntake intake, Rederivation rederivation, Clock clock) {
    this.reader = reader;
    this.intake = intake;
    this.rederivation = rederivation;
    this.clock = clock;
  }

  /** Records lines of a file; answers with a verdict for each. */
  @PostMapping("/control/load")
  ResponseEntity<List<Verdict>> load(
      @RequestParam String feed, @RequestParam boolean history, @RequestBody List<String> messages)
      throws InterruptedException {
    try (IntakeLines lines = new IntakeLines(reader, intake, clock, feed, history)) {
      return ResponseEntity.ok(lines.send(messages).get());
    } catch (ExecutionException unavailable) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
  }

  /** Has everyone assessed again. */
  @PostMapping("/control/rederive")
  ResponseEntity<Void> rederive() {
    rederivation.everyone();
    return ResponseEntity.accepted().build();
  }
}
