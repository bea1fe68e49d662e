package org.attendancemonitor;

import java.io.IOException;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.intake.Mentioned;
import org.attendancemonitor.intake.RoutedIntake;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.DeadLetters;
import org.attendancemonitor.record.Marks;
import org.attendancemonitor.record.Store;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What watches folders: routes/feed-folder.camel.yaml, once for each feed that has one. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class FolderWiring {

  @Bean
  FolderDoor folderDoor(
      FeedReader reader,
      FeedSettings feeds,
      @Qualifier("fileIntake") RoutedIntake intake,
      Store store,
      DeadLetters deadLetters,
      Mentioned mentioned,
      Marks marks,
      FeedRates rates,
      Clock clock,
      CamelContext camel) {
    return new FolderDoor(
        reader, feeds, intake, store, deadLetters, mentioned, marks, rates, clock, camel);
  }

  @Bean
  ListDoor listDoor(
      FeedReader reader,
      FeedSettings feeds,
      Store store,
      AuditWiring.AuditStore audits,
      DataFolder folder,
      Clock clock)
      throws IOException {
    AuditTrail reads = AuditTrail.ofReads(audits.store(), folder.auditChain());
    return new ListDoor(feeds, new Reconciling(reader, feeds, folder.path(), clock), store, reads);
  }

  @Bean
  WatchedFolders watchedFolders(CamelContext camel, FeedSettings feeds) {
    return new WatchedFolders(camel, feeds);
  }
}
