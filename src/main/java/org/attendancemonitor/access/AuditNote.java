package org.attendancemonitor.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditChains;

/**
 * A place in an audit trail, as it is noted outside of the database: one line.
 *
 * @param pruned it is where the retention schedule cut the trail; otherwise its end
 * @param at when it was noted
 * @param book which trail
 * @param head chain, number and digest
 */
public record AuditNote(boolean pruned, Instant at, AuditBook book, AuditChains.Head head) {
  private static final String PRUNED = "pruned";
  private static final String HEAD = "head";

  /** The line. */
  public String text() {
    return String.join(
        " ",
        pruned ? PRUNED : HEAD,
        at.toString(),
        book.name().toLowerCase(Locale.ROOT),
        head.chain(),
        Long.toString(head.seq()),
        head.hash());
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static AuditNote of(String line) {
    String[] parts = line.strip().split(" ");
    try {
      if (parts.length == 6 && (parts[0].equals(PRUNED) || parts[0].equals(HEAD))) {
        return new AuditNote(
            parts[0].equals(PRUNED),
            Instant.parse(parts[1]),
            AuditBook.valueOf(parts[2].toUpperCase(Locale.ROOT)),
            new AuditChains.Head(parts[3], Long.parseLong(parts[4]), parts[5]));
      }
    } catch (DateTimeException | IllegalArgumentException other) {
      // Told below.
    }
    throw new IllegalArgumentException("expected a line of exported heads, found something else");
  }
}
