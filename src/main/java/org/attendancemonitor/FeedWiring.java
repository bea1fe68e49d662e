package org.attendancemonitor;

import ca.uhn.fhir.context.FhirContext;
import org.attendancemonitor.doctor.Site;
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

  /** What the feed doctor knows of this place. */
  @Bean
  Site site(org.attendancemonitor.configuration.Configuration configuration) {
    return CheckFeedCommand.site(configuration);
  }

  @Bean
  FhirContext fhirContext(FeedReader reader) {
    return reader.context();
  }
}
