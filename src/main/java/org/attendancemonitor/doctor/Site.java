package org.attendancemonitor.doctor;

import java.time.LocalDate;
import java.util.function.Predicate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.feed.FeedSettings;

/**
 * What the site's configuration says about codes and days.
 *
 * @param feeds the content of {@code feeds.yaml}
 * @param services which service a code means
 * @param ethnic whether an ethnic code belongs to a group here
 * @param working whether a day is a working day, bank holidays left out
 */
public record Site(
    FeedSettings feeds,
    ServiceCatalogue services,
    Predicate<Code> ethnic,
    Predicate<LocalDate> working) {

  /** Whether a code decides an outcome in a feed. */
  boolean decides(Code code, String feed) {
    Outcome own = feeds.feed(feed).outcomes().map(map -> map.get(code.toString())).orElse(null);
    return own != null
        || feeds.codes().outcomes().containsKey(code.toString())
        || feeds.codes().wasNotBrought().contains(code);
  }
}
