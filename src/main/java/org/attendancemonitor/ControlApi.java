package org.attendancemonitor;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.attendancemonitor.feed.FhirReader;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What commands of the same user ask of the running service; needs the token of the data folder.
 */
@RestController
final class ControlApi {
  static final String TOKEN = "X-Control-Token";

  private final String token;
  private final FhirReader reader;
  private final RoutedIntake intake;
  private final Rederivation rederivation;
  private final Clock clock;

  ControlApi(
      String token,
      FhirReader reader,
      RoutedIntake intake,
      Rederivation rederivation,
      Clock clock) {
    this.token = token;
    this.reader = reader;
    this.intake = intake;
    this.rederivation = rederivation;
    this.clock = clock;
  }

  /** Records lines of a file; answers with a verdict for each. */
  @PostMapping("/control/load")
  ResponseEntity<List<Verdict>> load(
      @RequestHeader(TOKEN) String shown,
      @RequestParam String feed,
      @RequestParam boolean history,
      @RequestBody List<String> messages,
      HttpServletRequest request)
      throws InterruptedException {
    if (!fits(shown)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    try (IntakeLines lines = new IntakeLines(reader, intake, clock, feed, history)) {
      return ResponseEntity.ok(lines.send(messages).get());
    } catch (ExecutionException unavailable) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
  }

  /** Has everyone assessed again. */
  @PostMapping("/control/rederive")
  ResponseEntity<Void> rederive(@RequestHeader(TOKEN) String shown) {
    if (!fits(shown)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    rederivation.everyone();
    return ResponseEntity.accepted().build();
  }

  private boolean fits(String shown) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
