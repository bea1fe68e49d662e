package org.attendancemonitor;

import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.record.Clockwork;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Derived;
import org.attendancemonitor.record.Facts;
import org.attendancemonitor.record.Flags;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Outbox;
import org.attendancemonitor.record.People;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.Recall;
import org.attendancemonitor.record.SideBySide;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.Tasks;
import org.attendancemonitor.record.Users;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The record and its parts. */
@Configuration(proxyBeanMethods = false)
class StoreWiring {

  @Bean
  Store store(ServerSettings settings, DataFolder folder) {
    StoreSettings store = StoreAddress.of(settings);
    return OpenedStore.of(
        store,
        folder.path().resolve("store/attendance.db"),
        () -> Store.open(store, folder.path()));
  }

  /** The transaction of routes/events.camel.yaml. */
  @Bean
  SpringTransactionPolicy oneTransaction(Store store) {
    SpringTransactionPolicy policy = new SpringTransactionPolicy();
    policy.setTransactionManager(store.transactions());
    return policy;
  }

  @Bean
  Places places(Store store) {
    return new Places(store);
  }

  @Bean
  SideBySide sideBySide() {
    return new SideBySide(Runtime.getRuntime().availableProcessors());
  }

  @Bean
  Facts facts(Store store, Places places) {
    return new Facts(store, places);
  }

  @Bean
  Recall recall(Store store, SideBySide sideBySide) {
    return new Recall(store, sideBySide);
  }

  @Bean
  Derived derived(Store store) {
    return new Derived(store);
  }

  @Bean
  Clockwork clockwork(Store store) {
    return new Clockwork(store);
  }

  @Bean
  DeadLetters deadLetters(Store store) {
    return new DeadLetters(store);
  }

  @Bean
  Outbox outbox(Store store) {
    return new Outbox(store);
  }

  @Bean
  Tasks tasks(Store store) {
    return new Tasks(store);
  }

  @Bean
  Flags flags(Store store) {
    return new Flags(store);
  }

  @Bean
  People people(Store store) {
    return new People(store);
  }

  @Bean
  Users users(Store store) {
    return new Users(store);
  }

  @Bean
  Marks marks(Store store) {
    return new Marks(store);
  }

  @Bean
  HealthIndicator storeHealthIndicator(Store store) {
    return () ->
        store
            .trouble()
            .map(why -> Health.down().withDetail("reason", why).build())
            .orElseGet(() -> Health.up().build());
  }
}
