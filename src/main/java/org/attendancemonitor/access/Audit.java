package org.attendancemonitor.access;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who looks at what before it is shown. What several ask for at the same time is
 * committed together; whoever asks waits for that, and is refused where it fails.
 */
public final class Audit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
  private static final int ROOM = 4_096;
  private static final int TOGETHER = 256;

  private record Waiting(AuditEntry entry, CompletableFuture<Void> written) {}

  private final AuditTrail trail;
  private final Clock clock;
  private final Duration patience;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(ROOM);
  private final Thread writer;
  private volatile boolean closed;

  /**
   * @param patience how long somebody waits for the commit before they are refused
   */
  public Audit(AuditTrail trail, Clock clock, Duration patience) {
    this.trail = trail;
    this.clock = clock;
    this.patience = patience;
    this.writer = new Thread(this::write, "audit");
    this.writer.setDaemon(true);
    this.writer.start();
  }

  /** One person's data is shown. */
  public void view(SignedIn who, long patient, String object) {
    write(entry(who, "view", patient, object, List.of(), null, AuditEntry.DONE));
  }

  /** A list is shown, with these ids on it. */
  public void list(SignedIn who, String object, List<String> items) {
    write(entry(who, "list", null, object, items, null, AuditEntry.DONE));
  }

  /** People were sought, and these ids were found and shown; what was typed is not kept. */
  public void search(SignedIn who, String object, List<String> items) {
    write(entry(who, "search", null, object, items, null, AuditEntry.DONE));
  }

  /** Data is taken out, on paper or as a file. */
  public void export(SignedIn who, String kind, String object, List<String> items) {
    write(entry(who, kind, null, object, items, null, AuditEntry.DONE));
  }

  /** Somebody looks at a patient who is not in the care of their team, and says why. */
  public void breakGlass(SignedIn who, long patient, String object, String reason) {
    write(entry(who, "break-glass", patient, object, List.of(), reason, AuditEntry.DONE));
  }

  /** The audit trail itself is looked at. */
  public void looked(SignedIn who, String what) {
    write(entry(who, "audit", null, what, List.of(), null, AuditEntry.DONE));
  }

  /**
   * Somebody signed in, or did not.
   *
   * @param done whether it went well
   */
  void signIn(SignedIn who, boolean done) {
    write(
        entry(
            who,
            "sign-in",
            null,
            "pages",
            List.of(),
            null,
            done ? AuditEntry.DONE : AuditEntry.REFUSED));
  }

  /** Somebody with several roles goes on in another one. */
  void changeOfRole(SignedIn who) {
    write(entry(who, "sign-in", null, "change of role", List.of(), null, AuditEntry.DONE));
  }

  private AuditEntry entry(
      SignedIn who,
      String kind,
      Long patient,
      String object,
      List<String> items,
      String reason,
      String outcome) {
    return new AuditEntry(
        clock.instant(),
        kind,
        who.name(),
        who.roles(),
        who.team(),
        patient,
        object,
        items,
        reason,
        outcome,
        RequestId.current());
  }

  /**
   * Writes an entry, and comes back once it lasts.
   *
   * @throws AuditUnavailableException where that is not certain
   */
  private void write(AuditEntry entry) {
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    if (closed || !queue.offer(waiting)) {
      throw new AuditUnavailableException();
    }
    try {
      waiting.written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AuditUnavailableException();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AuditUnavailableException();
    }
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    while (true) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException stop) {
        return;
      }
      queue.drainTo(batch, TOGETHER - 1);
      try {
        trail.append(batch.stream().map(Waiting::entry).toList());
        batch.forEach(waiting -> waiting.written.complete(null));
      } catch (RuntimeException failed) {
        LOG.error("The audit trail cannot be written: {}", failed.getClass().getName());
        batch.forEach(waiting -> waiting.written.completeExceptionally(failed));
      }
      batch.clear();
    }
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
  }
}
