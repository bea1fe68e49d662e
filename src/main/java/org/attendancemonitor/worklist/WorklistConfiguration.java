package org.attendancemonitor.worklist;

import java.time.Clock;
import java.time.Duration;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.TaskList;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.WaitingList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Puts the pages together. Needs {@link Pages}, {@link Needs}, {@link Owners}, {@link Teams}, the
 * intake, the rules and the stores as beans.
 */
@Configuration(proxyBeanMethods = false)
@Import({Frame.class, ProblemPage.class, SignInPage.class})
public class WorklistConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  Sight sight(Store store, PersonView view, Policy policy, Teams teams, Pages pages) {
    return new Sight(new Tasks(store), new People(store), view, policy, teams, pages);
  }

  @Bean
  ListPage listPage(Store store, Sight sight, Needs needs, Audit audit, Clock clock) {
    return new ListPage(new TaskList(store), sight, needs, audit, clock);
  }

  @Bean
  TaskPage taskPage(Sight sight, Audit audit, Clock clock) {
    return new TaskPage(sight, audit, clock);
  }

  @Bean
  Handing handing(Intake intake) {
    return new Handing(new Submitting(intake, PATIENCE));
  }

  @Bean
  ActPages actPages(Sight sight, Handing handing, Needs needs, Audit audit, Clock clock) {
    return new ActPages(sight, handing, needs, audit, clock);
  }

  @Bean
  DecisionPages decisionPages(Sight sight, Owners owners, Audit audit) {
    return new DecisionPages(sight, owners, audit);
  }

  @Bean
  WaitingPage waitingPage(Store store, Sight sight, Audit audit, Clock clock) {
    return new WaitingPage(new WaitingList(store), sight, audit, clock);
  }

  @Bean
  PlacePage placePage(Store store, Sight sight, Handing handing, Audit audit, Clock clock) {
    return new PlacePage(new WaitingList(store), sight, handing, audit, clock);
  }

  @Bean
  TeamPage teamPage(Store store, Sight sight, Clock clock) {
    return new TeamPage(new Tasks(store), sight, clock);
  }

  @Bean
  FeedsPage feedsPage(FeedBoard board, Clock clock) {
    return new FeedsPage(board, clock);
  }

  @Bean
  AuditPage auditPage(AuditTrail readTrail, AuditTrail changeTrail, Audit audit) {
    return new AuditPage(readTrail, changeTrail, audit);
  }
}
