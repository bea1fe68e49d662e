package org.attendancemonitor.api;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.access.AccessConfiguration;
import org.attendancemonitor.access.Audit;
import org.attendancemonitor.access.Passwords;
import org.attendancemonitor.access.Role;
import org.attendancemonitor.access.SignIn;
import org.attendancemonitor.access.Teams;
import org.attendancemonitor.attendance.Assembly;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ServiceCatalogue;
import org.attendancemonitor.doctor.Site;
import org.attendancemonitor.feed.FeedReader;
import org.attendancemonitor.feed.FeedSettings;
import org.attendancemonitor.feed.FeedSettings.Feed;
import org.attendancemonitor.feed.FeedSettings.Limits;
import org.attendancemonitor.feed.FeedSettings.Meanings;
import org.attendancemonitor.feed.GroupStatus;
import org.attendancemonitor.feed.SourceTime;
import org.attendancemonitor.intake.FeedRates;
import org.attendancemonitor.policy.Policy;
import org.attendancemonitor.policy.PolicySettings;
import org.attendancemonitor.policy.ServiceTerms;
import org.attendancemonitor.policy.ShippedSettings;
import org.attendancemonitor.policy.WorkingDays;
import org.attendancemonitor.record.AuditBook;
import org.attendancemonitor.record.AuditEntries;
import org.attendancemonitor.record.AuditTrail;
import org.attendancemonitor.record.Places;
import org.attendancemonitor.record.Store;
import org.attendancemonitor.record.StoreSettings;
import org.attendancemonitor.record.User;
import org.attendancemonitor.record.Users;
import org.attendancemonitor.risk.Assessment;
import org.attendancemonitor.risk.DecileInPostcode;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The two rooms and what they stand on, on a random port. */
@SpringBootConfiguration
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class
})
@Import({AccessConfiguration.class, ApiConfiguration.class})
class FhirServer {
  static final String PASSWORD = "correct horse battery staple";

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ApiSettings settings() {
    return new ApiSettings(200_000, Duration.ofSeconds(2), 10, 50);
  }

  @Bean(destroyMethod = "close")
  Store store() throws IOException {
    return Store.open(StoreSettings.embedded(), Files.createTempDirectory("fhir-api"));
  }

  @Bean
  Users users(Store store) {
    Users users = new Users(store);
    String hash = new Passwords().hash(PASSWORD);
    for (Role role : Role.values()) {
      users.add(new User(role.word(), hash, Set.of(role.word()), null, null));
    }
    users.add(new User("stranger", hash, Set.of("feed"), null, null));
    users.add(new User("anna", hash, Set.of("clinician"), null, "HCPC:PH1"));
    return users;
  }

  @Bean
  SignIn signIn(Users users, Clock clock) {
    return new SignIn(users, new Passwords(), clock);
  }

  @Bean
  Teams teams() {
    return new Teams(Map.of("feet", Set.of("podiatry")), Map.of());
  }

  /** Where what is looked at is written; no bean of the record's type. */
  record AuditStore(Store store) {}

  @Bean
  AuditStore auditStore() throws IOException {
    Store trail =
        Store.openAudit(StoreSettings.embedded(), Files.createTempDirectory("fhir-api-audit"));
    return new AuditStore(trail);
  }

  @Bean
  AuditEntries readTrail(AuditStore audits) {
    return new AuditEntries(audits.store(), AuditBook.READS);
  }

  @Bean
  AuditEntries changeTrail(Store store) {
    return new AuditEntries(store, AuditBook.CHANGES);
  }

  @Bean(destroyMethod = "close")
  Audit audit(AuditStore audits, Clock clock) {
    return new Audit(AuditTrail.ofReads(audits.store(), "test"), clock, Duration.ofSeconds(5));
  }

  @Bean
  TestIntake intake() {
    return new TestIntake();
  }

  @Bean
  FeedSettings feeds() {
    return new FeedSettings(
        Map.of(
            "default",
            feed("default", List.of()),
            "pas",
            feed("pas", List.of()),
            "epr",
            feed("epr", List.of("feed"))),
        new Meanings(Map.of(), Map.of(), Set.of(), Set.of(), Optional.empty()),
        new Limits(200_000, 64));
  }

  private static Feed feed(String source, List<String> signIns) {
    return new Feed(
        source,
        signIns,
        SourceTime.USE,
        GroupStatus.values()[0],
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Bean
  FeedRates rates(FeedSettings feeds) {
    return new FeedRates(feeds, System::nanoTime);
  }

  @Bean
  Assembly assembly(Store store) {
    Map<Code, String> codes =
        Map.of(
            new Code("urn:services", "physio"), "physiotherapy",
            new Code("urn:services", "podiatry"), "podiatry");
    return new Assembly(new ServiceCatalogue(codes), new Places(store));
  }

  @Bean
  Assessment assessment() {
    return new Assessment(ShippedSettings.risk(), new DecileInPostcode());
  }

  @Bean
  Policy policy() {
    PolicySettings settings = ShippedSettings.policy();
    Map<String, ServiceTerms> services =
        Map.of(
            "physiotherapy", new ServiceTerms("Physiotherapy", false),
            "podiatry", new ServiceTerms("Podiatry", false));
    return new Policy(settings, services, new WorkingDays(settings.workingHours(), Map.of()));
  }

  @Bean
  ServiceNames serviceNames() {
    return new ServiceNames(Map.of("physiotherapy", "Physiotherapy", "podiatry", "Podiatry"));
  }

  @Bean
  Site site(FeedSettings feeds) {
    return new Site(feeds, new ServiceCatalogue(Map.of()), code -> true, day -> true);
  }

  @Bean
  FeedReader reader(FeedSettings feeds) {
    return new FeedReader(feeds);
  }
}
