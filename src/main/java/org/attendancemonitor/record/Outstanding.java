package org.attendancemonitor.record;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What the record still waits for. */
public final class Outstanding {
  static final String MISSING =
      "SELECT service, count(*) FROM attendance WHERE answer = 'outcome-missing' GROUP BY service";

  private final Store store;

  /** Of a record. */
  public Outstanding(Store store) {
    this.store = store;
  }

  /** Past appointments whose outcome nobody recorded, by service. */
  public Map<String, Long> outcomesMissing() {
    Map<String, Long> counts = new TreeMap<>();
    RowCallbackHandler add = row -> counts.put(row.getString(1), row.getLong(2));
    store.here().query(MISSING, add);
    return counts;
  }
}
