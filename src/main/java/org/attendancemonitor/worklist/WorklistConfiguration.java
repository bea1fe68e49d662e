package org.attendancemonitor.worklist;

import java.time.Clock;
import java.time.Duration;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.LetterActs;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Finding;
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
@Import({Frame.class, ProblemPage.class, SignInPage.class, JobPage.class})
public class WorklistConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  Sight sight(Store store, PersonView view, Policy policy, Teams teams, Pages pages) {
    return new Sight(
        new Tasks(store), new People(store), view, policy, teams, pages, new DeadLetters(store));
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
  DecisionPages decisionPages(Sight sight, Owners owners, Audit audit) {
    return new DecisionPages(sight, owners, audit);
  }

  @Bean
  PeoplePage peoplePage(Store store, Sight sight, Audit audit) {
    return new PeoplePage(new Finding(store), sight, audit);
  }

  @Bean
  PersonPage personPage(Sight sight, Audit audit) {
    return new PersonPage(sight, audit);
  }

  @Bean
  Submissions submissions(Intake intake, Clock clock) {
    return new Submissions(new Submitting(intake, PATIENCE), clock);
  }

  @Bean
  ActPages actPages(Sight sight, Submissions submissions, Needs needs, Audit audit, Clock clock) {
    return new ActPages(sight, submissions, needs, audit, clock);
  }

  @Bean
  OutcomesPage outcomesPage(
      Store store, Sight sight, Submissions submissions, Audit audit, Clock clock) {
    return new OutcomesPage(new TaskList(store), sight, submissions, audit, clock);
  }

  @Bean
  WaitingPage waitingPage(Store store, Sight sight, Audit audit, Clock clock) {
    return new WaitingPage(new WaitingList(store), sight, audit, clock);
  }

  @Bean
  PlacePage placePage(Store store, Sight sight, Submissions submissions, Audit audit, Clock clock) {
    return new PlacePage(new WaitingList(store), sight, submissions, audit, clock);
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
  LettersPage lettersPage(Store store, FeedBoard board, Pages pages) {
    return new LettersPage(new DeadLetters(store), board, pages.pageSize());
  }

  @Bean
  LetterActsPage letterActsPage(Store store, LetterActs acts) {
    return new LetterActsPage(new DeadLetters(store), acts);
  }

  @Bean
  AuditPage auditPage(AuditEntries readTrail, AuditEntries changeTrail, Audit audit, Clock clock) {
    return new AuditPage(readTrail, changeTrail, audit, clock);
  }
}
