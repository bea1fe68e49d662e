package org.attendancemonitor.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attendancemonitor.record.MessageReceipt;

/**
 * Messages whose senders were told to send them again, though they may have been recorded all the
 * same: the answer was late, or the record failed while it was committing. Their repeat is no
 * mistake of the sender. What a restart forgets is answered as a duplicate.
 */
final class ToldToRepeat {
  private static final int MOST = 10_000;

  private final Map<String, String> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  /** Its sender is told to repeat it. */
  synchronized void add(MessageReceipt receipt) {
    told.put(name(receipt), receipt.content());
  }

  /** Whether its sender was told to repeat it, and has not been told since that it is recorded. */
  synchronized boolean remove(MessageReceipt receipt) {
    return told.remove(name(receipt), receipt.content());
  }

  private static String name(MessageReceipt receipt) {
    return receipt.feed() + " " + receipt.names().first();
  }
}
