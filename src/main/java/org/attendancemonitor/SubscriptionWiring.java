package org.attendancemonitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.attendancemonitor.access.SystemToken;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.SubscriptionSettings;
import org.attendancemonitor.intake.Lanes;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.record.Leases;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What asks for the events of subscriptions that did not come: routes/subscriptions.camel.yaml. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class SubscriptionWiring {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Bean
  CatchUp catchUp(
      Store store,
      FeedSettings feeds,
      FeedReader reader,
      ProducerTemplate template,
      Lanes lanes,
      MeterRegistry meters,
      Leases leases,
      Clock clock) {
    Subscriptions subscriptions = new Subscriptions(store);
    Map<String, AskedServer> servers = new HashMap<>();
    feeds
        .subscriptions()
        .orElse(Map.of())
        .forEach(
            (feed, settings) ->
                servers.put(
                    feed,
                    new AskedServer(
                        URI.create(settings.server()),
                        settings.token().map(token -> token(token, clock)),
                        feeds.limits().maxBytes(),
                        PATIENCE)));
    CatchUp catchUp =
        new CatchUp(
            subscriptions,
            feeds,
            servers,
            reader,
            new RoutedIntake(template, lanes, "direct:feed-subscription"),
            () -> leases.hold(Node.SUBSCRIPTIONS),
            clock);
    feeds
        .feeds()
        .keySet()
        .forEach(
            feed ->
                Gauge.builder("attendance.subscription.events.missing", () -> catchUp.missing(feed))
                    .description("Numbered events of subscriptions that did not come")
                    .tag("feed", feed)
                    .register(meters));
    return catchUp;
  }

  private static SystemToken token(SubscriptionSettings.Token token, Clock clock) {
    return new SystemToken(
        new SystemToken.Terms(
            token.issuer(),
            token.endpoint(),
            token.clientId(),
            token.secretFile(),
            token.scope().orElse(List.of())),
        clock,
        PATIENCE);
  }
}
