package org.attendancemonitor.intake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Reading;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.UnmappedCode;
import org.attendancemonitor.attendance.UnmappedCode.Use;
import org.attendancemonitor.feed.Entry;
import org.attendancemonitor.record.FeedTallies;
import org.attendancemonitor.record.FeedTallies.Item;

/**
 * Counts what a batch brought that was rejected or had no meaning here, in the transaction of the
 * batch: what comes again is known by then, and counts once.
 */
public final class FeedTallying {
  private static final String SNOMED = "http://snomed.info/sct";
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,39}");
  private static final Pattern SYSTEM = Pattern.compile("[A-Za-z0-9_.:/#+-]{0,160}");
  private static final Pattern OID = Pattern.compile("urn:oid:[0-9.]{1,100}");

  /** As long as a date of birth, a local number or a telephone number could be. */
  private static final int DIGITS = 6;

  private final FeedTallies tallies;
  private final Predicate<Code> ethnic;

  /**
   * @param tallies where it is kept
   * @param ethnic whether an ethnic code belongs to a group here
   */
  public FeedTallying(FeedTallies tallies, Predicate<Code> ethnic) {
    this.tallies = tallies;
    this.ethnic = ethnic;
  }

  /** Counts a whole batch. */
  void count(Batch batch) {
    Map<Item, Long> counts = new TreeMap<>();
    Set<Code> unmapped = batch.unmappedServices();
    for (int i = 0; i < batch.works().size(); i++) {
      Submission submission = batch.works().get(i).submission();
      if (submission.message() != null) {
        count(submission, batch.verdicts().get(i), unmapped, counts);
      }
    }
    if (!counts.isEmpty()) {
      tallies.add(counts, batch.now());
    }
  }

  /** Counts one message that was not recorded with others. */
  void count(Submission submission, Verdict verdict) {
    Map<Item, Long> counts = new TreeMap<>();
    count(submission, verdict, Set.of(), counts);
    if (!counts.isEmpty()) {
      tallies.add(counts, submission.received());
    }
  }

  private void count(
      Submission submission, Verdict verdict, Set<Code> unmappedServices, Map<Item, Long> counts) {
    String feed = submission.feed();
    for (int i = 0; i < verdict.entries().size(); i++) {
      Entry entry = submission.message().entries().get(i);
      Verdict.EntryVerdict told = verdict.entries().get(i);
      if (told.reason() != null) {
        // A replay that is rejected again was counted when it came.
        if (!submission.isReplay() && !told.fell()) {
          counts.merge(new Item(feed, FeedTallies.REJECTED, told.reason().word), 1L, Long::sum);
          entry.unmapped().forEach(code -> add(feed, code, counts));
        }
      } else if (told.result() != Verdict.Result.DUPLICATE) {
        entry.unmapped().forEach(code -> add(feed, code, counts));
        if (entry.reading() instanceof Reading.Accepted accepted) {
          for (Notice notice : accepted.notices()) {
            facts(feed, notice.fact(), unmappedServices, counts);
          }
        }
      }
    }
  }

  private void facts(String feed, Fact fact, Set<Code> unmappedServices, Map<Item, Long> counts) {
    if (fact instanceof PatientFact patient
        && patient.ethnicCategory() != null
        && !ethnic.test(patient.ethnicCategory())) {
      add(feed, new UnmappedCode(Use.ETHNICITY, patient.ethnicCategory()), counts);
    }
    if (unmappedServices.isEmpty()) {
      return;
    }
    List<Code> services =
        fact instanceof AppointmentFact appointment
            ? appointment.serviceTypes()
            : fact instanceof ReferralFact referral ? referral.codes() : List.<Code>of();
    services.stream()
        .distinct()
        // Another code, a place or the referral may have told the service.
        .filter(unmappedServices::contains)
        .forEach(code -> add(feed, new UnmappedCode(Use.SERVICE, code), counts));
  }

  private static void add(String feed, UnmappedCode unmapped, Map<Item, Long> counts) {
    Code code = unmapped.code();
    String text = plain(code) ? code.toString() : FeedTallies.OTHER;
    counts.merge(new Item(feed, unmapped.use().word(), text), 1L, Long::sum);
  }

  /**
   * Whether it looks like a code and like nothing that tells who somebody is: a sender may put
   * anything into a code, and into the address of its system.
   */
  private static boolean plain(Code code) {
    boolean concept = code.system().equals(SNOMED) && code.value().matches("\\d{6,18}");
    boolean value =
        concept || VALUE.matcher(code.value()).matches() && digits(code.value()) < DIGITS;
    boolean system =
        OID.matcher(code.system()).matches()
            || SYSTEM.matcher(code.system()).matches() && digits(code.system()) < DIGITS;
    return value && system;
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }
}
