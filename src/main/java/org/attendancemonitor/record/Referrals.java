package org.attendancemonitor.record;

import java.util.HashSet;
import java.util.Set;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;

/** Whose referrals are whose. */
public final class Referrals {
  private final Store store;

  /** The referrals of a record. */
  public Referrals(Store store) {
    this.store = store;
  }

  /** The rows of the people who have the referral that is filed under a key. */
  public Set<Long> patientsOf(Key key) {
    return new HashSet<>(
        store
            .here()
            .queryForList(
                "SELECT DISTINCT patient FROM fact WHERE key_text = ? AND kind = ? AND patient <> 0",
                Long.class,
                key.text(),
                FactKind.REFERRAL.code));
  }
}
