package org.attendancemonitor.risk;

import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.Code;

/**
 * A named list of codes and what it means that one of them is recorded.
 *
 * @param text one plain-English sentence a clinician would accept; for anything that only some may
 *     see, no more than "check record"
 * @param codes what belongs to it, as {@code system|code}; never matched without the system
 */
public record ValueSet(String text, Set<Code> codes) {
  public ValueSet {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("text: expected a sentence, found nothing");
    }
    codes = Set.copyOf(codes);
    for (Code code : codes) {
      if (code.system().isEmpty() || code.value().isEmpty()) {
        throw new IllegalArgumentException("codes: expected system|code, found " + code.value());
      }
    }
  }

  /** Whether any of these codes belongs to it. */
  public boolean any(List<Code> sent) {
    for (Code code : sent) {
      if (codes.contains(code)) {
        return true;
      }
    }
    return false;
  }
}
