package org.attendancemonitor.risk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.attendance.Code;

/** Maps ethnic categories to groups, by system and code, never by the letter alone. */
final class Ethnicity {
  static final String NOT_KNOWN = "not_known";
  private final Map<String, EthnicCoding> bySystem = new HashMap<>();
  private final String chinese;

  Ethnicity(List<EthnicCoding> codings, ChineseGroup chinese) {
    for (EthnicCoding coding : codings) {
      coding.systems().forEach(system -> bySystem.put(system, coding));
    }
    this.chinese = chinese == ChineseGroup.ASIAN ? "asian" : "other";
  }

  /** The group's label; {@code not_known} for null, for an unknown system and an unknown code. */
  String group(Code category) {
    EthnicCoding coding = category == null ? null : bySystem.get(category.system());
    String group = coding == null ? null : coding.group(category.value());
    if (group == null) {
      return NOT_KNOWN;
    }
    return group.equals("chinese") ? chinese : group;
  }
}
