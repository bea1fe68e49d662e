package org.attendancemonitor.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.Reading;
import org.hl7.fhir.r4.model.CodeableConcept;

/**
 * A list of appointments that a record system made, one after the other and never whole: CSV with
 * the columns of {@link ListSettings}, or what the feed sends else (FHIR as NDJSON).
 */
public final class AppointmentList implements AutoCloseable {
  private static final String ATTENDED =
      "https://fhir.nhs.uk/CodeSystem/NHSDataModelAndDictionary-attended-or-did-not-attend";

  private final FeedReader reader;
  private final FeedSettings settings;
  private final String feedName;
  private final FeedSettings.Feed feed;
  private final CsvSettings csv;
  private final CsvTimes times;
  private final FeedFile file;

  /**
   * A line that could not be read.
   *
   * @param line of the file
   * @param text what is wrong, without anything the line says
   */
  public record Fault(long line, String text) {}

  /**
   * What one line names.
   *
   * @param appointments none where it names none, or could not be read
   * @param fault or null
   */
  public record Line(List<ListedAppointment> appointments, Fault fault) {}

  private AppointmentList(
      FeedReader reader, FeedSettings settings, String feedName, CsvSettings csv, FeedFile file) {
    this.reader = reader;
    this.settings = settings;
    this.feedName = feedName;
    this.feed = settings.feed(feedName);
    this.csv = csv;
    this.times = new CsvTimes(csv.formats().orElse(CsvSettings.Formats.USUAL));
    this.file = file;
  }

  /**
   * Opens a list.
   *
   * @param feedName whose record system made it
   * @throws FileRefusedException where its first line does not name the columns, or it is damaged
   *     or too large
   */
  public static AppointmentList open(
      Path path, FeedReader reader, FeedSettings settings, String feedName) throws IOException {
    CsvSettings csv = ListSettings.of(settings.feed(feedName));
    FeedFile.Form usual = reader.form(feedName);
    FeedFile.Form form = new FeedFile.Form(Optional.of(csv), usual.hl7Charset(), settings.limits());
    return new AppointmentList(
        reader, settings, feedName, csv, FeedFile.open(path, form, bytes -> {}));
  }

  /** The next line, or null at the end. */
  public Line next() throws IOException {
    FileMessage message = file.next();
    if (message == null) {
      return null;
    }
    return FeedFile.isCsv(message.text()) ? row(message) : facts(message);
  }

  private Line facts(FileMessage message) {
    List<ListedAppointment> listed = new ArrayList<>();
    for (Entry entry : reader.read(message.text(), feedName).entries()) {
      if (entry.reading() instanceof Reading.Rejected rejected) {
        return new Line(List.of(), new Fault(message.line(), rejected.text()));
      }
      for (Notice notice : ((Reading.Accepted) entry.reading()).notices()) {
        if (notice.fact() instanceof AppointmentFact fact && fact.booked()) {
          listed.add(
              new ListedAppointment(
                  entry.id() == null ? "" : entry.id(),
                  fact.keys(),
                  fact.start(),
                  fact.outcome(),
                  true));
        }
      }
    }
    return new Line(listed, null);
  }

  private Line row(FileMessage message) {
    int end = message.text().indexOf('\n');
    CsvHeader header;
    try {
      header = CsvHeader.of(message.text().substring(0, end), csv);
    } catch (CsvHeader.MismatchException impossible) {
      throw new IllegalStateException("the first line was read before");
    }
    List<String> fields = CsvHeader.fields(message.text().substring(end + 1), csv);
    if (fields == null || fields.size() != header.width()) {
      return new Line(
          List.of(),
          new Fault(message.line(), "The line does not have the fields of the first line."));
    }
    CsvRow row = new CsvRow(csv, header, fields, times);
    String id = row.text(CsvColumn.APPOINTMENT);
    String start = row.start();
    if (id == null || row.fault() != null) {
      return new Line(
          List.of(),
          new Fault(
              message.line(), id == null ? "The appointment has no number." : row.fault().text()));
    }
    Instant at = start == null ? null : Times.moment(start).map(Times.Moment::at).orElse(null);
    String word = row.code(CsvColumn.ATTENDED);
    Outcome coded = coded(row);
    Outcome byStatus = coded != null || word == null ? null : byStatus(word);
    ListedAppointment listed =
        new ListedAppointment(id, keys(id), at, coded != null ? coded : byStatus, byStatus != null);
    return new Line(List.of(listed), null);
  }

  /** By a code of the NHS Data Dictionary or of the feed's own. */
  private Outcome coded(CsvRow row) {
    CodeableConcept attended = row.concept(CsvColumn.ATTENDED, ATTENDED);
    if (!attended.hasCoding()) {
      return null;
    }
    Code code = Codings.code(attended.getCodingFirstRep());
    Outcome own =
        feed.outcomes().map((Map<String, Outcome> told) -> told.get(code.toString())).orElse(null);
    return own != null ? own : settings.codes().outcomes().get(code.toString());
  }

  /** By a word: that of a FHIR status, one of the sender's HL7 v2, or one of feeds.yaml. */
  private Outcome byStatus(String word) {
    String own =
        feed.hl7()
            .flatMap(Hl7Settings::statuses)
            .map((Map<String, String> told) -> told.get(word))
            .orElse(word);
    Outcome status = AppointmentOutcome.ofStatus(own);
    if (status != null) {
      return status;
    }
    String upper = word.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(upper)) {
        return outcome;
      }
    }
    return null;
  }

  private List<Key> keys(String id) {
    String source = feed.source();
    List<Key> keys = new ArrayList<>();
    keys.add(Key.ofId(source, "Appointment", id));
    // HL7 v2 that names only whoever asked for the appointment is filed so.
    keys.add(Key.ofId(source, "Appointment", "placer." + id));
    keys.add(Key.ofIdentifier(source, "Appointment", null, id));
    String system = csv.system(CsvColumn.APPOINTMENT, null);
    if (system != null) {
      keys.add(Key.shared("Appointment", system, id));
    }
    return List.copyOf(keys);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
