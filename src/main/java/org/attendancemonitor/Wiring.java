package org.attendancemonitor;

import org.attendancemonitor.configuration.ServerSettings;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The one place where everything is put together. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName =
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration")
@Import({
  StoreWiring.class,
  NodeWiring.class,
  FeedWiring.class,
  RuleWiring.class,
  IntakeWiring.class,
  BrokerWiring.class,
  MllpWiring.class,
  FolderWiring.class,
  SubscriptionWiring.class,
  WriteBackWiring.class,
  FiguresWiring.class,
  WebWiring.class,
  AccessWiring.class
})
class Wiring {

  @Bean
  ServerSettings serverSettings(org.attendancemonitor.configuration.Configuration configuration) {
    return configuration.settings(ServerSettings.class);
  }
}
