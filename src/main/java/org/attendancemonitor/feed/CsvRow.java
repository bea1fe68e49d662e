package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Reading.Rejected;
import org.attendancemonitor.attendance.RejectReason;
import org.attendancemonitor.attendance.UnmappedCode;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** One line of an extract, by what its columns hold. The first fault stands. */
final class CsvRow {
  private final CsvSettings csv;
  private final CsvHeader header;
  private final List<String> fields;
  private final CsvTimes times;
  private final List<UnmappedCode> unmapped = new ArrayList<>();
  private Rejected fault;

  CsvRow(CsvSettings csv, CsvHeader header, List<String> fields, CsvTimes times) {
    this.csv = csv;
    this.header = header;
    this.fields = fields;
    this.times = times;
  }

  /** What stands in a column, or null where it is empty or not read. */
  String text(CsvColumn column) {
    Integer at = header.places().get(column);
    String value = at == null ? "" : fields.get(at).strip();
    return value.isEmpty() ? null : value;
  }

  /** The same, in the codes that are understood where the sender has its own. */
  String code(CsvColumn column) {
    String own = text(column);
    Map<String, String> told = csv.codes().map(all -> all.get(column)).orElse(Map.of());
    return own == null ? null : told.getOrDefault(own, own);
  }

  /** The code with its system; empty where there is none. */
  CodeableConcept concept(CsvColumn column, String usualSystem) {
    String code = code(column);
    return code == null
        ? new CodeableConcept()
        : new CodeableConcept(
            new Coding().setSystem(csv.system(column, usualSystem)).setCode(code));
  }

  /** The system of a column's numbers, or null where none is named. */
  String system(CsvColumn column, String usual) {
    return csv.system(column, usual);
  }

  /** A day as ISO text, or null. */
  String day(CsvColumn column) {
    String text = text(column);
    if (text == null) {
      return null;
    }
    Optional<String> day =
        times.day(text).or(() -> times.moment(text).map(moment -> moment.substring(0, 10)));
    return day.orElseGet(() -> impossible(column, "This is no date in a form that is read."));
  }

  /** A moment as ISO text, or null. */
  String moment(CsvColumn column) {
    String text = text(column);
    return text == null
        ? null
        : times
            .moment(text)
            .orElseGet(
                () -> impossible(column, "This is no date and time in a form that is read."));
  }

  /** The moment of the appointment as ISO text, from one column or two; or null. */
  String start() {
    if (!csv.columns().containsKey(CsvColumn.TIME)) {
      return moment(CsvColumn.DATE);
    }
    String day = day(CsvColumn.DATE);
    String time = text(CsvColumn.TIME);
    if (day != null && time == null) {
      reject(RejectReason.INCOMPLETE, CsvColumn.TIME, "The time of day is missing.");
    }
    return day == null || time == null
        ? null
        : times
            .moment(text(CsvColumn.DATE), time)
            .orElseGet(() -> impossible(CsvColumn.TIME, "This is no time in a form that is read."));
  }

  private String impossible(CsvColumn column, String text) {
    reject(RejectReason.IMPOSSIBLE, column, text);
    return null;
  }

  /** Notes what is wrong in a column. */
  void reject(RejectReason reason, CsvColumn column, String text) {
    if (fault == null) {
      fault = new Rejected(reason, place(column), text);
    }
  }

  /** Notes a code that has no meaning here. */
  void unmapped(UnmappedCode.Use use, Code code) {
    unmapped.add(new UnmappedCode(use, code));
  }

  /** The codes that were noted. */
  List<UnmappedCode> unmapped() {
    return unmapped;
  }

  /** What is wrong, or null. */
  Rejected fault() {
    return fault;
  }

  /** A column as its sender knows it. */
  String place(CsvColumn column) {
    String name = csv.columns().get(column);
    return name == null ? "" : "column " + name;
  }

  /** The column that tells who it is about. */
  CsvColumn who() {
    return csv.columns().containsKey(CsvColumn.LOCAL_NUMBER)
        ? CsvColumn.LOCAL_NUMBER
        : CsvColumn.NHS_NUMBER;
  }
}
