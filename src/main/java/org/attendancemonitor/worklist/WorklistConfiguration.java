package org.attendancemonitor.worklist;

import java.time.Clock;
import java.time.Duration;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.intake.Intake;
import org.attendancemonitor.intake.PersonView;
import org.attendancemonitor.intake.Submitting;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.TaskList;
import org.attendancemonitor.record.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Puts the pages together. Needs {@link Pages}, {@link Needs}, {@link Teams}, the intake, the rules
 * and the stores as beans.
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
  ListPage listPage(Store store, Sight sight, Needs needs, Clock clock) {
    return new ListPage(new TaskList(store), sight, needs, clock);
  }

  @Bean
  TaskPage taskPage(Sight sight) {
    return new TaskPage(sight);
  }

  @Bean
  ActPages actPages(Sight sight, Intake intake, Needs needs, Clock clock) {
    return new ActPages(sight, new Submitting(intake, PATIENCE), needs, clock);
  }
}
