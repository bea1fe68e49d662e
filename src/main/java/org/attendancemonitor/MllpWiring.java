package org.attendancemonitor;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.netty.ChannelHandlerFactory;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.intake.MllpDoor;
import org.attendancemonitor.intake.MllpFrames;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.intake.Submitting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What listens for HL7 v2: routes/feed-mllp.camel.yaml, once for each feed that has a port. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class MllpWiring {
  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Bean
  ChannelHandlerFactory mllpFrames(FeedSettings feeds) {
    return MllpFrames.frames(feeds.limits().maxBytes());
  }

  @Bean
  ChannelHandlerFactory mllpMessages() {
    return MllpFrames.messages();
  }

  @Bean
  ChannelHandlerFactory mllpTurns() {
    return MllpFrames.turns();
  }

  @Bean
  ChannelHandlerFactory mllpAnswers() {
    return MllpFrames.answers();
  }

  @Bean
  MllpDoor mllpDoor(
      FeedReader reader,
      FeedSettings feeds,
      ProducerTemplate template,
      Lanes lanes,
      FeedRates rates,
      Clock clock) {
    RoutedIntake intake = new RoutedIntake(template, lanes, "direct:feed-mllp");
    return new MllpDoor(
        reader, feeds, new Submitting(intake, COMMIT_WITHIN), rates, PATIENCE, clock);
  }

  @Bean
  MllpListeners mllpListeners(
      CamelContext camel, FeedSettings feeds, CertificateWatch certificates) {
    return new MllpListeners(camel, feeds, certificates);
  }
}
