package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.attendancemonitor.attendance.Assembly;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The one place where everything is put together. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
    })
@Import({
  StoreWiring.class,
  FeedWiring.class,
  RuleWiring.class,
  IntakeWiring.class,
  BrokerWiring.class,
  FiguresWiring.class,
  WebWiring.class,
  AccessWiring.class
})
class Wiring {

  /** The clock of the machine, or one that stands still for demonstrations and checks. */
  @Bean
  Clock clock(ServerSettings settings) {
    return settings.today().map(Wiring::pinned).orElseGet(Clock::systemUTC);
  }

  /** A clock that shows the time of day of now on a fixed date. */
  private static Clock pinned(LocalDate today) {
    Instant now = Instant.now();
    LocalTime time = now.atZone(Assembly.LONDON).toLocalTime();
    Instant wanted = today.atTime(time).atZone(Assembly.LONDON).toInstant();
    return Clock.offset(Clock.system(ZoneOffset.UTC), Duration.between(now, wanted));
  }

  @Bean
  ServerSettings serverSettings(org.attendancemonitor.Configuration configuration) {
    return configuration.settings(ServerSettings.class);
  }
}
