package org.attendancemonitor;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.SourceTime;
import org.attendancemonitor.feed.SubjectKeys;
import org.attendancemonitor.intake.ActFacts;
import org.attendancemonitor.intake.Acting;
import org.attendancemonitor.intake.Assessing;
import org.attendancemonitor.intake.CountedAppointments;
import org.attendancemonitor.intake.CountedReferrals;
import org.attendancemonitor.intake.Deciding;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.FeedTallying;
import org.attendancemonitor.intake.Horizon;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.IntakeComponent;
import org.attendancemonitor.intake.IntakeMeters;
import org.attendancemonitor.intake.IntakeState;
import org.attendancemonitor.intake.Keeping;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.intake.LetterActs;
import org.attendancemonitor.intake.LookAgain;
import org.attendancemonitor.intake.Mentioned;
import org.attendancemonitor.intake.Recalling;
import org.attendancemonitor.intake.Recording;
import org.attendancemonitor.intake.Replaying;
import org.attendancemonitor.intake.RouteFailures;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.StepTimes;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.FeedTallies;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.PossibleDoubles;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.SideBySide;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.WriteTrial;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.RiskSettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of routes/events.camel.yaml, and what waits in front of them. */
@Configuration(proxyBeanMethods = false)
class IntakeWiring {
  @Bean
  Lanes lanes(ServerSettings settings) {
    ServerSettings.Lanes lanes = settings.intake().lanes();
    return new Lanes(
        Map.of(
            Intake.Lane.PEOPLE, lanes.people(),
            Intake.Lane.LIVE, lanes.live(),
            Intake.Lane.CLOCK, lanes.clock(),
            Intake.Lane.HISTORY, lanes.history()));
  }

  @Bean
  IntakeMeters intakeMeters(MeterRegistry registry, FeedSettings feeds) {
    return new IntakeMeters(registry, feeds.feeds().keySet());
  }

  @Bean
  FeedRates feedRates(FeedSettings feeds) {
    return new FeedRates(feeds, System::nanoTime);
  }

  @Bean
  StepTimes stepTimes() {
    return new StepTimes();
  }

  @Bean("intake-component")
  IntakeComponent intakeComponent(
      Lanes lanes,
      Recording recording,
      IntakeMeters meters,
      IntakeState state,
      Store store,
      StepTimes times,
      Clock clock,
      ServerSettings settings) {
    return new IntakeComponent(
        lanes,
        recording,
        meters,
        state,
        new WriteTrial(store),
        times,
        clock,
        settings.intake().batchSize());
  }

  @Bean
  IntakeState intakeState(MeterRegistry registry) {
    return new IntakeState(registry, System::nanoTime);
  }

  @Bean
  Mentioned mentioned(FeedSettings feeds, People people) {
    return new Mentioned(feeds, new SubjectKeys(feeds), people);
  }

  @Bean
  Recording recording(
      Store store,
      Facts facts,
      DeadLetters deadLetters,
      FeedSettings feeds,
      FeedReader reader,
      Mentioned mentioned,
      ServerSettings settings,
      FeedTallying tallying) {
    return new Recording(
        store,
        facts,
        deadLetters,
        mentioned,
        new Horizon(settings.historyHorizon()),
        reader::source,
        feed -> feeds.feed(feed).sourceTime() == SourceTime.USE,
        tallying);
  }

  @Bean
  Acting acting(
      Tasks tasks,
      Facts facts,
      People people,
      Outbox outbox,
      Recall recall,
      Assembly assembly,
      Assessment assessment,
      Policy policy,
      Store store,
      DataFolder folder)
      throws java.io.IOException {
    AuditTrail changes = AuditTrail.ofChanges(store, folder.auditChain());
    ActFacts kept = new ActFacts(facts, people, outbox);
    return new Acting(tasks, recall, kept, assembly, assessment, policy, changes);
  }

  @Bean
  Recalling recalling(Recall recall) {
    return new Recalling(recall);
  }

  @Bean
  Assembly assembly(ServicesSettings services, Places places) {
    return new Assembly(services.catalogue(), places);
  }

  @Bean
  Assessing assessing(Assembly assembly, Assessment assessment, SideBySide sideBySide) {
    return new Assessing(assembly, assessment, sideBySide);
  }

  @Bean
  Deciding deciding(Policy policy, Assessment assessment, SideBySide sideBySide) {
    return new Deciding(
        policy,
        new CountedAppointments(assessment, policy),
        new CountedReferrals(assessment, policy),
        sideBySide);
  }

  @Bean
  Keeping keeping(Derived derived, Store store, FeedTallying tallying) {
    return new Keeping(derived, new PossibleDoubles(store), tallying);
  }

  @Bean
  FeedTallying feedTallying(
      Store store, org.attendancemonitor.configuration.Configuration configuration) {
    RiskSettings risk = configuration.settings(RiskSettings.class);
    return new FeedTallying(new FeedTallies(store), risk::ethnicKnown);
  }

  @Bean
  LookAgain lookAgain(Clockwork clockwork, Lanes lanes, Clock clock) {
    return new LookAgain(clockwork, lanes, clock);
  }

  /** For files and commands; the FHIR API has its own door. */
  @Bean
  RoutedIntake fileIntake(ProducerTemplate template, Lanes lanes) {
    return new RoutedIntake(template, lanes, "direct:feed-files");
  }

  /** For messages that came before and could not be used. */
  @Bean
  Replaying replaying(
      DeadLetters deadLetters,
      FeedReader reader,
      FeedSettings feeds,
      @Qualifier("fileIntake") RoutedIntake intake,
      Clock clock) {
    return new Replaying(deadLetters, reader, feeds, intake, clock);
  }

  @Bean
  LetterActs letterActs(
      Replaying replaying, DeadLetters deadLetters, Store store, Clock clock, DataFolder folder)
      throws java.io.IOException {
    AuditTrail changes = AuditTrail.ofChanges(store, folder.auditChain());
    return new LetterActs(replaying, deadLetters, store, changes, clock);
  }

  /** Nothing is to be sent while the record cannot be written, or a transaction hangs. */
  @Bean
  HealthIndicator intakeHealthIndicator(Lanes lanes, IntakeState state) {
    return () ->
        state
            .trouble()
            .map(why -> Health.outOfService().withDetail("reason", why))
            .orElseGet(lanes.isOpen() ? Health::up : Health::outOfService)
            .build();
  }

  @Bean
  Rederivation rederivation(Clockwork clockwork, LookAgain lookAgain, Marks marks, Clock clock) {
    return new Rederivation(clockwork, lookAgain, marks, clock);
  }

  @Bean
  LastHeard lastHeard(Store store, Marks marks, IntakeMeters meters, FeedSettings feeds) {
    return new LastHeard(store, marks, meters, feeds.feeds().keySet());
  }

  /** Camel asks every such bean. */
  @Bean
  RouteFailures routeFailures() {
    return new RouteFailures();
  }
}
