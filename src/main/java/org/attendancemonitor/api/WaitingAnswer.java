package org.attendancemonitor.api;

import java.util.List;
import java.util.Locale;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.WaitingRow;
import org.attendancemonitor.record.WaitingList.Place;
import org.attendancemonitor.task.KeyReference;
import org.attendancemonitor.task.Subject;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UnsignedIntType;

/** A page of a waiting list, as FHIR Parameters. */
final class WaitingAnswer {
  private WaitingAnswer() {}

  /** Whom a row of patients belongs to. */
  interface People {
    Subject of(long row);
  }

  /**
   * The page.
   *
   * @param service whose list
   * @param total of the whole list
   * @param places of this page, in order
   */
  static Parameters of(String service, int total, List<Place> places, People people) {
    Parameters answer = new Parameters();
    answer.addParameter("service", new CodeType(service));
    answer.addParameter("total", new UnsignedIntType(total));
    for (Place place : places) {
      answer.addParameter(placed(place, people.of(place.patient())));
    }
    return answer;
  }

  private static ParametersParameterComponent placed(Place place, Subject subject) {
    WaitingRow row = place.row();
    ParametersParameterComponent placed = new ParametersParameterComponent().setName("place");
    placed.addPart(CheckAnswer.part("position", new IntegerType(place.position())));
    placed.addPart(CheckAnswer.part("patient", subject.reference()));
    Reference referral = KeyReference.of("ServiceRequest", row.referral());
    if (referral != null) {
      placed.addPart(CheckAnswer.part("referral", referral));
    }
    placed.addPart(
        CheckAnswer.part("urgency", new CodeType(row.urgency().name().toLowerCase(Locale.ROOT))));
    placed.addPart(CheckAnswer.part("since", new DateType(Assembly.dayOf(row.since()).toString())));
    row.reasons().forEach(reason -> placed.addPart(CheckAnswer.reason("reasons", reason)));
    return placed;
  }
}
