package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.record.MessageReceipt.Standing;

/** The messages that were recorded, by their ids: kept in the transaction of what they state. */
public final class MessageReceipts {
  private final Store store;

  /** The receipts of a record. */
  public MessageReceipts(Store store) {
    this.store = store;
  }

  /**
   * Takes the ids of a message for it, within the write transaction of the caller; whoever rolls
   * that back gives them back. Another writer who takes one of them at this moment is waited for.
   */
  public Standing take(MessageReceipt receipt) {
    List<String> taken = new ArrayList<>();
    for (String name : receipt.names()) {
      int rows =
          store
              .writing()
              .update(
                  "INSERT INTO message_receipt (feed, name, content, received)"
                      + " VALUES (?, ?, ?, ?) ON CONFLICT (feed, name) DO NOTHING",
                  receipt.feed(),
                  name,
                  receipt.content(),
                  receipt.received().toEpochMilli());
      if (rows == 1) {
        taken.add(name);
      }
    }
    if (taken.size() == receipt.names().size()) {
      return Standing.NEW;
    }
    if (isOther(receipt)) {
      taken.forEach(name -> giveBack(receipt.feed(), name));
      return Standing.OTHER;
    }
    return Standing.SAME;
  }

  private boolean isOther(MessageReceipt receipt) {
    List<Object> values = new ArrayList<>(List.of(receipt.feed(), receipt.content()));
    values.add(store.list(receipt.names()));
    Integer others =
        store
            .writing()
            .queryForObject(
                "SELECT count(*) FROM message_receipt WHERE feed = ? AND content <> ? AND "
                    + store.among("name"),
                Integer.class,
                values.toArray());
    return others != null && others > 0;
  }

  private void giveBack(String feed, String name) {
    store.writing().update("DELETE FROM message_receipt WHERE feed = ? AND name = ?", feed, name);
  }

  /** How many ids were recorded before a moment. */
  public long countBefore(Instant moment) {
    Long count =
        store
            .here()
            .queryForObject(
                "SELECT count(*) FROM message_receipt WHERE received < ?",
                Long.class,
                moment.toEpochMilli());
    return count == null ? 0 : count;
  }

  /**
   * Forgets ids that were recorded before a moment, within the write transaction of the caller.
   *
   * @return how many, at most as many as asked for
   */
  public int removeBefore(Instant moment, int atMost) {
    return store
        .writing()
        .update(
            "DELETE FROM message_receipt WHERE (feed, name) IN"
                + " (SELECT feed, name FROM message_receipt WHERE received < ?"
                + " ORDER BY received LIMIT ?)",
            moment.toEpochMilli(),
            atMost);
  }
}
