package org.attendancemonitor.api;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.doctor.Site;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.CurrentFacts;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.Referrals;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Subscriptions;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.WaitingList;
import org.attendancemonitor.risk.Assessment;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.AppointmentResponse;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts {@code /fhir} and {@code /cds-services} together. Needs the settings, the intake, the rules
 * and the stores as beans.
 */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {
  private static final List<Class<? extends Resource>> TAKEN =
      List.of(
          Patient.class,
          ServiceRequest.class,
          Appointment.class,
          AppointmentResponse.class,
          Encounter.class,
          EpisodeOfCare.class,
          RelatedPerson.class,
          Flag.class,
          Condition.class,
          Observation.class,
          Communication.class,
          Location.class,
          HealthcareService.class,
          Organization.class);

  @Bean
  ServletRegistrationBean<FhirServlet> fhirServlet(
      ApiSettings settings,
      FeedReader reader,
      FeedSettings feeds,
      Intake intake,
      Store store,
      Patients patients,
      ReferralReads referrals,
      SoughtReferrals sought,
      Policy policy,
      Within within,
      Audit audit,
      AuditEntries readTrail,
      AuditEntries changeTrail,
      FeedRates rates,
      Site site,
      Clock clock) {
    Handover handover = new Handover(intake, settings.answerWithin());
    Door door = new Door(reader, feeds, handover, rates, clock);

    List<Object> providers = new ArrayList<>();
    TAKEN.forEach(type -> providers.add(new ResourceDoor(type, door)));
    providers.add(new BundleDoor(door));
    providers.add(new MessageDoor(door, reader.context(), clock));
    providers.add(new DryRun(door, reader, site, clock));
    providers.add(new NotificationDoor(door, new Subscriptions(store), clock));
    Tasks tasks = new Tasks(store);
    CurrentFacts facts = new CurrentFacts(store);
    PatientSearches searches = new PatientSearches(patients, within, settings);
    ProvenanceReads provenance =
        new ProvenanceReads(tasks, new TaskChanges(tasks, facts), searches, within);
    providers.add(provenance);
    TaskReads reads =
        new TaskReads(tasks, patients, settings, policy.supportWords(), within, provenance);
    providers.add(reads);
    providers.add(new TaskActs(reads, handover, clock));
    providers.add(new Worklist(tasks, reads, settings, within, clock));
    providers.add(referrals);
    providers.add(new Placings(sought, handover, within, clock));
    providers.add(new FlagReads(new Flags(store), facts, patients, searches, within));
    providers.add(new AuditReads(readTrail, changeTrail, searches));
    providers.add(new CommunicationReads(facts, patients, searches, within));
    List<Object> interceptors = List.of(new Wording(), new Unparsed(), new AuditedReads(audit));
    ServletRegistrationBean<FhirServlet> servlet =
        new ServletRegistrationBean<>(
            new FhirServlet(reader.context(), providers, interceptors), "/fhir/*");
    servlet.setName("fhir");
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  /** After the sign-in: whoever may not write may not make us read. */
  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(ApiSettings settings, FeedReader reader) {
    FilterRegistrationBean<BodyLimit> filter =
        new FilterRegistrationBean<>(
            new BodyLimit(reader.context(), "application/fhir+json", settings.maxBodyBytes()));
    filter.addUrlPatterns("/fhir/*");
    filter.setOrder(0);
    return filter;
  }

  /** After the sign-in, which says whose it is, and before the body is read. */
  @Bean
  FilterRegistrationBean<RateLimit> rateLimit(
      FeedSettings feeds, FeedRates rates, FeedReader reader) {
    FilterRegistrationBean<RateLimit> filter =
        new FilterRegistrationBean<>(new RateLimit(feeds, rates, reader.context()));
    filter.addUrlPatterns("/fhir/*");
    filter.setOrder(-1);
    return filter;
  }

  /** The limits of a body, for calls of CDS Hooks. */
  @Bean
  FilterRegistrationBean<BodyLimit> hookBodyLimit(ApiSettings settings, FeedReader reader) {
    FilterRegistrationBean<BodyLimit> filter =
        new FilterRegistrationBean<>(
            new BodyLimit(reader.context(), "application/json", settings.maxBodyBytes()));
    filter.addUrlPatterns("/cds-services/*");
    filter.setOrder(0);
    return filter;
  }

  @Bean
  PersonView personView(Store store, Assembly assembly, Assessment assessment, Clock clock) {
    return new PersonView(new Recall(store), assembly, assessment, clock);
  }

  @Bean
  Patients patients(Store store, FeedSettings feeds) {
    return new Patients(new People(store), feeds);
  }

  @Bean
  Within within(Teams teams, Store store) {
    return new Within(teams, new People(store));
  }

  @Bean
  SoughtReferrals soughtReferrals(Store store, Patients patients, PersonView view) {
    return new SoughtReferrals(new Referrals(store), new People(store), patients, view);
  }

  @Bean
  ReferralReads referralReads(
      SoughtReferrals sought,
      Patients patients,
      PersonView view,
      Policy policy,
      Store store,
      ApiSettings settings,
      Within within) {
    return new ReferralReads(
        sought, patients, view, policy, new WaitingList(store), settings, within);
  }

  @Bean
  ServletRegistrationBean<CdsServlet> cdsServlet(
      Patients patients,
      PersonView view,
      SoughtReferrals sought,
      Policy policy,
      ServiceNames services,
      FeedReader reader,
      FeedSettings feeds,
      Within within,
      Audit audit) {
    HookAnswers answers =
        new HookAnswers(patients, view, sought, policy, services, reader, feeds, within);
    ServletRegistrationBean<CdsServlet> servlet =
        new ServletRegistrationBean<>(
            new CdsServlet(answers, within, audit, reader.context()), "/cds-services/*");
    servlet.setName("cds-services");
    servlet.setLoadOnStartup(1);
    return servlet;
  }
}
