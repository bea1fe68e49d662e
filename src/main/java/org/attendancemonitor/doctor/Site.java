package org.attendancemonitor.doctor;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.attendance.UnmappedCode;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.Hl7Settings;

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

  /**
   * Whether a code means something in a feed.
   *
   * @param use what it is to tell
   */
  public boolean means(UnmappedCode.Use use, Code code, String feed) {
    FeedSettings.Feed own = feeds.feed(feed);
    return switch (use) {
      case STATUS ->
          code.system().isEmpty()
              && own.hl7()
                  .flatMap(Hl7Settings::statuses)
                  .map(words -> words.containsKey(code.value()))
                  .orElse(false);
      case OUTCOME, CANCELLATION ->
          decides(code, feed)
              || feeds.codes().visits().containsKey(code.toString())
              || feeds.codes().homeVisits().map(codes -> codes.contains(code)).orElse(false);
      case ETHNICITY ->
          ethnic.test(code) || own.codes().map(codes -> codes.letter(code)).orElse(null) != null;
      case SERVICE ->
          services.first(List.of(code)) != null
              || own.codes().map(codes -> codes.service(code)).orElse(null) != null;
    };
  }

  /** Whether a code decides an outcome in a feed. */
  boolean decides(Code code, String feed) {
    Outcome own = feeds.feed(feed).outcomes().map(map -> map.get(code.toString())).orElse(null);
    return own != null
        || feeds.codes().outcomes().containsKey(code.toString())
        || feeds.codes().wasNotBrought().contains(code);
  }
}
