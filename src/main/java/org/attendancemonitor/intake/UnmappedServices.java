package org.attendancemonitor.intake;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.KeptFact;
import org.attendancemonitor.attendance.PersonRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names each code of a service that {@code services.yaml} lacks in the log, once a start. */
final class UnmappedServices {
  private static final Logger log = LoggerFactory.getLogger(UnmappedServices.class);

  /** A sender that makes up a new code for every message must not flood the log. */
  private static final int MOST = 500;

  private static final int LONGEST = 120;

  private final Assembly assembly;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  UnmappedServices(Assembly assembly) {
    this.assembly = assembly;
  }

  /** The codes of one person's record that told no service. */
  Set<Code> name(PersonRecord record, List<KeptFact> facts) {
    Set<Code> unmapped = assembly.unmapped(record, facts);
    for (Code code : unmapped) {
      String text = plain(code.toString());
      if (named.size() < MOST && named.add(text)) {
        log.warn(
            "The service {} is not in services.yaml: what is booked under it counts as 'unmapped'",
            text);
      }
    }
    return unmapped;
  }

  /** One short line, whatever the sender put in. */
  private static String plain(String code) {
    String line = code.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
