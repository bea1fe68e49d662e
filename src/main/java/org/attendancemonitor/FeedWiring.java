package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.FhirReader;
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
  FhirReader fhirReader(FeedSettings feeds) {
    return new FhirReader(feeds);
  }

  @Bean
  FhirContext fhirContext(FhirReader reader) {
    return reader.context();
  }
}
