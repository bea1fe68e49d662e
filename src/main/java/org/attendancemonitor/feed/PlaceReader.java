package org.attendancemonitor.feed;

import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Notice;
import org.attendancemonitor.attendance.PlaceFact;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;

/** Reads what is no person: HealthcareService, Location, Organization. */
final class PlaceReader {
  private PlaceReader() {}

  static List<Notice> read(HealthcareService service, Scope scope) {
    List<Code> codes = new ArrayList<>(Codings.codes(service.getType()));
    codes.addAll(Codings.codes(service.getSpecialty()));
    codes.addAll(Codings.codes(service.getCategory()));
    codes.addAll(Codings.codes(service.getProgram()));
    return place(scope, service.getName(), codes, service.getIdentifier());
  }

  static List<Notice> read(Location location, Scope scope) {
    List<Code> codes = Codings.codes(location.getType());
    String name = scope.site(Codings.identifiers(location.getIdentifier()), location.getName());
    return place(scope, name, codes, location.getIdentifier());
  }

  static List<Notice> read(Organization organization, Scope scope) {
    List<Code> codes = Codings.codes(organization.getType());
    return place(scope, organization.getName(), codes, organization.getIdentifier());
  }

  private static List<Notice> place(
      Scope scope, String name, List<Code> types, List<Identifier> identifiers) {
    List<Code> codes = new ArrayList<>(types);
    codes.addAll(Codings.identifiers(identifiers));
    return List.of(
        scope.notice(null, new PlaceFact(scope.keys(), name, List.copyOf(scope.services(codes)))));
  }
}
