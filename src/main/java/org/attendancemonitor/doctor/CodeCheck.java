package org.attendancemonitor.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.Outcome;
import org.attendancemonitor.attendance.PatientFact;
import org.attendancemonitor.attendance.Reading.Accepted;
import org.attendancemonitor.attendance.ReferralFact;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.feed.Entry;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Codes: which come, how often, and which nobody has given a meaning here. */
final class CodeCheck implements Check {
  private static final Set<String> PRIORITIES = Set.of("routine", "urgent", "asap", "stat");
  private static final String SCH_25 = "SCH-25 not mapped: ";
  private static final String NATIONAL =
      "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

  private final Findings findings;
  private final Chart chart;
  private final Site site;
  private final String feed;
  private final Counts statuses = new Counts();
  private final Counts outcomes = new Counts();
  private final Counts ethnic = new Counts();
  private final Counts services = new Counts();
  private final Counts priorities = new Counts();
  private final Counts unmappedOutcomes = new Counts();
  private final Counts unmappedWords = new Counts();
  private final Counts unmappedEthnic = new Counts();
  private final Counts unmappedServices = new Counts();

  CodeCheck(Findings findings, Chart chart, Site site, String feed) {
    this.findings = findings;
    this.chart = chart;
    this.site = site;
    this.feed = feed;
  }

  @Override
  public void look(Look look) {
    look.each(Appointment.class, (parsed, one) -> appointment(one));
    look.each(
        ServiceRequest.class,
        (parsed, one) -> {
          statuses.add(
              "ServiceRequest " + Printable.word(one.getStatusElement().getValueAsString()));
          if (one.hasPriorityElement()) {
            priority(one.getPriorityElement().getValueAsString());
          }
        });
    look.each(
        Encounter.class,
        (parsed, one) ->
            statuses.add("Encounter " + Printable.word(one.getStatusElement().getValueAsString())));
    look.notices(
        notice -> {
          if (notice.fact() instanceof PatientFact patient && patient.ethnicCategory() != null) {
            count(patient.ethnicCategory(), ethnic, unmappedEthnic, site.ethnic());
          }
        });
    for (Entry entry : look.message().entries()) {
      if (entry.reading() instanceof Accepted accepted) {
        accepted.ignored().stream()
            .filter(name -> name.startsWith(SCH_25))
            .forEach(name -> unmappedWords.add(name.substring(SCH_25.length())));
      }
    }
  }

  private static void count(
      Code code, Counts seen, Counts unmapped, java.util.function.Predicate<Code> mapped) {
    seen.add(Printable.code(code));
    if (!mapped.test(code)) {
      unmapped.add(Printable.code(code));
    }
  }

  private void priority(String sent) {
    priorities.add(Printable.word(sent));
    if (!PRIORITIES.contains(String.valueOf(sent))) {
      findings.overall(Rule.UNMAPPED_PRIORITY, Printable.word(sent), 1);
    }
  }

  private void appointment(Appointment one) {
    statuses.add("Appointment " + Printable.word(one.getStatusElement().getValueAsString()));
    for (Coding coding : one.getCancelationReason().getCoding()) {
      outcome(coding);
    }
    for (Extension extension : one.getExtension()) {
      boolean known = String.valueOf(extension.getUrl()).contains("Extension-UKCore-");
      if (!known && extension.getValue() instanceof CodeableConcept concept) {
        concept.getCoding().forEach(this::outcome);
      } else if (!known && extension.getValue() instanceof Coding coding) {
        outcome(coding);
      }
    }
  }

  private void outcome(Coding coding) {
    if (coding.hasCode()) {
      Code code = new Code(coding.getSystem(), coding.getCode().trim());
      boolean visit = site.feeds().codes().visits().containsKey(code.toString());
      if (!visit) {
        count(code, outcomes, unmappedOutcomes, it -> decides(it));
      }
    }
  }

  /** R4's own reasons are read without being mapped: those of the patient and of the provider. */
  private boolean decides(Code code) {
    boolean national = code.system().replace("https://", "http://").equals(NATIONAL);
    return site.decides(code, feed)
        || (national || code.system().isEmpty())
            && code.value().matches("(pat|prov|oth)(-.*)?|maint");
  }

  @Override
  public void conclude() {
    for (Chart.Newest<AppointmentFact> one : chart.appointments()) {
      service(chart.services(one.fact), one.file, one.place);
      if (one.fact.outcome() == Outcome.CANCELLED) {
        findings.add(Rule.UNKNOWN_CANCELLER, one.file, "", one.place);
      }
    }
    for (Chart.Newest<ReferralFact> one : chart.referrals()) {
      service(one.fact.codes(), one.file, one.place);
    }
    findings.overall(Rule.UNMAPPED_OUTCOME, "", unmappedOutcomes.total());
    findings.overall(Rule.UNMAPPED_STATUS, "", unmappedWords.total());
    findings.overall(Rule.UNMAPPED_ETHNIC, "", unmappedEthnic.total());
  }

  private void service(List<Code> codes, String file, String place) {
    String service = site.services().first(codes);
    services.add(service == null ? ServiceCatalogue.UNMAPPED : service);
    if (service == null) {
      Rule rule = codes.isEmpty() ? Rule.NO_SERVICE_CODE : Rule.UNMAPPED_SERVICE;
      findings.add(rule, file, "", place);
      codes.stream().distinct().forEach(code -> unmappedServices.add(Printable.code(code)));
    }
  }

  @Override
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>(statuses.figures("status", "Status:"));
    figures.addAll(outcomes.figures("outcome-code", "Outcome or cancellation code:"));
    figures.addAll(unmappedWords.figures("status-word-unmapped", "SCH-25 without meaning:"));
    figures.addAll(ethnic.figures("ethnic-code", "Ethnic code:"));
    figures.addAll(services.figures("service", "Appointments and referrals of service:"));
    figures.addAll(unmappedServices.figures("service-code-unmapped", "Code of no service:"));
    figures.addAll(priorities.figures("priority", "Priority:"));
    return figures;
  }

  @Override
  public List<Snippet> snippets() {
    List<Snippet> snippets = new ArrayList<>();
    Mapping.outcomes(feed, unmappedOutcomes, unmappedWords).ifPresent(snippets::add);
    Mapping.services(unmappedServices).ifPresent(snippets::add);
    Mapping.ethnic(unmappedEthnic).ifPresent(snippets::add);
    return snippets;
  }
}
