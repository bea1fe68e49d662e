package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading of messages. */
@Configuration(proxyBeanMethods = false)
class FeedWiring {

  @Bean
  FeedSettings feedSettings(org.attendancemonitor.configuration.Configuration configuration) {
    return configuration.settings(FeedSettings.class);
  }

  @Bean
  FeedReader feedReader(FeedSettings feeds) {
    return new FeedReader(feeds);
  }

  @Bean
  FhirContext fhirContext(FeedReader reader) {
    return reader.context();
  }
}
