package org.attendancemonitor;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.attendancemonitor.access.AccessConfiguration;
import org.attendancemonitor.access.PageAccess;
import org.attendancemonitor.api.ApiConfiguration;
import org.attendancemonitor.api.ServiceNames;
import org.attendancemonitor.configuration.ServicesSettings;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.intake.LetterActs;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.record.Store;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** What answers over HTTP. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
@Import({
  AccessConfiguration.class,
  PageAccess.class,
  ApiConfiguration.class,
  PageWiring.class,
  ProviderWiring.class,
  AuditWiring.class
})
class WebWiring {

  /** Token of the commands that ask this process; made anew at each start. */
  @Bean
  ControlToken controlToken() {
    return new ControlToken(ControlFile.newToken());
  }

  /** The token, kept out of logs by its type. */
  record ControlToken(String value) {

    boolean isShownBy(HttpServletRequest request) {
      String shown = request.getHeader(ControlApi.TOKEN);
      return shown != null
          && MessageDigest.isEqual(
              value.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "ControlToken";
    }
  }

  /** Commands of the same user show a token instead of a sign-in, before anything is read. */
  @Bean
  @Order(15)
  SecurityFilterChain control(HttpSecurity http, ControlToken token) {
    return http.securityMatcher("/control/**")
        .authorizeHttpRequests(
            it ->
                it.anyRequest()
                    .access(
                        (nobody, asked) ->
                            new AuthorizationDecision(token.isShownBy(asked.getRequest()))))
        .csrf(it -> it.disable())
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(it -> it.disable())
        .build();
  }

  @Bean
  ControlApi controlApi(
      FeedReader reader,
      @Qualifier("fileIntake") RoutedIntake intake,
      Rederivation rederivation,
      Clock clock) {
    return new ControlApi(reader, intake, rederivation, clock);
  }

  @Bean
  ControlLetters controlLetters(LetterActs acts) {
    return new ControlLetters(acts);
  }

  @Bean
  BackupQueues backupQueues(
      BrokerWiring.BrokerLink broker,
      CamelContext camel,
      FeedSettings feeds,
      Store store,
      DataFolder folder,
      Clock clock)
      throws IOException {
    return new BackupQueues(broker, camel, feeds, store, folder, clock);
  }

  @Bean
  ControlBackup controlBackup(BackupQueues queues) {
    return new ControlBackup(queues);
  }

  @Bean
  ServiceNames serviceNames(ServicesSettings services) {
    Map<String, String> names = new TreeMap<>();
    services.services().forEach((key, service) -> names.put(key, service.name()));
    return new ServiceNames(names);
  }

  /** The door of the FHIR API: the route of routes/feed-fhir.camel.yaml. */
  @Bean
  @Primary
  RoutedIntake fhirIntake(ProducerTemplate template, Lanes lanes) {
    return new RoutedIntake(template, lanes, "direct:feed-fhir");
  }

  /** Where commands of the same user find this process. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> controlFile(
      ControlToken token, DataFolder folder, Environment environment) {
    return ready -> {
      try {
        String port = environment.getRequiredProperty("local.server.port");
        new ControlFile("http://127.0.0.1:" + port, token.value()).write(folder.path());
      } catch (IOException failure) {
        throw new java.io.UncheckedIOException(failure);
      }
    };
  }
}
