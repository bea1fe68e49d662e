package org.attendancemonitor;

import java.nio.file.Path;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What {@code backup} asks of the running service; doors as {@link ControlApi}. */
@RestController
final class ControlBackup {
  private final BackupQueues queues;

  ControlBackup(BackupQueues queues) {
    this.queues = queues;
  }

  /** Begins a backup in the folder that the body names, or ends it. */
  @PostMapping(path = "/control/backup", consumes = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<Object> copy(
      @RequestParam boolean end, @RequestParam String user, @RequestBody String folder)
      throws Exception {
    Path root = Path.of(folder);
    try {
      return ResponseEntity.ok(end ? queues.end(root) : queues.begin(root, user));
    } catch (CannotRunException cannot) {
      return ResponseEntity.status(HttpStatus.CONFLICT).body(new Refusal(cannot.getMessage()));
    }
  }

  /**
   * Why it cannot be done.
   *
   * @param text for people
   */
  record Refusal(String text) {}
}
