package org.attendancemonitor;

import java.time.Clock;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.SignIn;
import org.attendancemonitor.record.Users;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Who may sign in. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class AccessWiring {
  @Bean
  SignIn signIn(Users users, Clock clock) {
    return new SignIn(users, new Passwords(), clock);
  }

  @Bean
  org.attendancemonitor.api.ApiSettings apiSettings() {
    return org.attendancemonitor.api.ApiSettings.usual();
  }
}
