package org.attendancemonitor;

import java.util.List;
import org.attendancemonitor.intake.IntakeUnavailableException;
import org.attendancemonitor.intake.LetterActs;
import org.attendancemonitor.intake.Replayed;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What {@code dead-letters replay} asks of the running service; doors as {@link ControlApi}. */
@RestController
final class ControlLetters {
  private final LetterActs acts;

  ControlLetters(LetterActs acts) {
    this.acts = acts;
  }

  /** Tries a few dead letters again, or says what would become of them. */
  @PostMapping("/control/dead-letters")
  ResponseEntity<List<Replayed>> replay(
      @RequestParam boolean dryRun,
      @RequestParam boolean again,
      @RequestParam String user,
      @RequestBody List<Long> ids)
      throws InterruptedException {
    try {
      return ResponseEntity.ok(
          dryRun ? acts.dryRun(ids, again) : acts.replay(ids, again, LetterActs.By.command(user)));
    } catch (IntakeUnavailableException unavailable) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
  }
}
