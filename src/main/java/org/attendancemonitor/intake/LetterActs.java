package org.attendancemonitor.intake;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.record.AuditEntry;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Store;

/** What people do with dead letters, written into the audit of changes before it is done. */
public final class LetterActs {
  /** What the audit calls a replay. */
  public static final String REPLAY = "replay";

  /** What the audit calls giving one up. */
  public static final String GIVE_UP = "give-up";

  private final Replaying replaying;
  private final DeadLetters letters;
  private final Store store;
  private final AuditTrail changes;
  private final Clock clock;

  /**
   * Who does it.
   *
   * @param name sign-in, or {@code command:} and the name of the operating system's user
   * @param roles of the sign-in
   * @param team of the sign-in, or null
   * @param request id of the request it comes with, or null
   */
  public record By(String name, Set<String> roles, String team, String request) {

    /** A command of a user of the operating system. */
    public static By command(String user) {
      return new By("command:" + user, Set.of(), null, null);
    }
  }

  /**
   * @param replaying tries them again
   * @param letters what could not be used
   * @param store whose transaction an act and its entry share
   * @param changes the audit of changes
   * @param clock when it is done
   */
  public LetterActs(
      Replaying replaying, DeadLetters letters, Store store, AuditTrail changes, Clock clock) {
    this.replaying = replaying;
    this.letters = letters;
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  /** What could be read now, as {@link Replaying#dryRun}. */
  public List<Replayed> dryRun(List<Long> ids, boolean again) {
    return replaying.dryRun(ids, again);
  }

  /** Tries them again, as {@link Replaying#replay}. */
  public List<Replayed> replay(List<Long> ids, boolean again, By who)
      throws IntakeUnavailableException, InterruptedException {
    if (ids.isEmpty()) {
      return List.of();
    }
    changes.append(List.of(entry(REPLAY, ids, null, who)));
    return replaying.replay(ids, again);
  }

  /** Gives one up; false where it does not wait any more. */
  public boolean giveUp(long id, String because, By who) {
    return store.inTransaction(
        () -> {
          boolean done = letters.giveUp(id, because);
          if (done) {
            changes.append(List.of(entry(GIVE_UP, List.of(id), because, who)));
          }
          return done;
        });
  }

  private AuditEntry entry(String kind, List<Long> ids, String reason, By who) {
    return new AuditEntry(
        clock.instant(),
        kind,
        who.name(),
        who.roles(),
        who.team(),
        null,
        "dead-letters",
        ids.stream().map(String::valueOf).toList(),
        reason,
        AuditEntry.DONE,
        who.request());
  }
}
