package org.attendancemonitor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.attendancemonitor.access.OpenId;
import org.attendancemonitor.access.Tokens;
import org.attendancemonitor.configuration.OpenIdSettings;
import org.attendancemonitor.configuration.ServerSettings;
import org.attendancemonitor.configuration.TokenSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Providers of the site that sign people and systems in. */
@Configuration(proxyBeanMethods = false)
@Profile(Monitor.WHOLE_PROFILE)
class ProviderWiring {
  private static final List<String> USUAL_SCOPE = List.of("openid", "profile");

  @Bean
  OpenId openId(ServerSettings settings) throws IOException {
    OpenIdSettings site = settings.openId().orElse(null);
    return site == null
        ? null
        : new OpenId(
            site.issuer(),
            site.clientId(),
            Files.readString(site.clientSecretFile()).strip(),
            site.scope().map(words -> List.of(words.split(" +"))).orElse(USUAL_SCOPE),
            site.nameClaim(),
            site.rolesClaim(),
            site.roles(),
            site.teamClaim(),
            site.teams().orElse(Map.of()),
            site.registrationClaim(),
            site.jobs().map(ProviderWiring::jobs),
            site.assurance().orElse(Map.of()));
  }

  private static OpenId.JobList jobs(OpenIdSettings.Jobs jobs) {
    return new OpenId.JobList(
        jobs.claim(),
        jobs.roleField(),
        jobs.teamField(),
        jobs.nameField(),
        jobs.separator(),
        jobs.where().orElse(Map.of()));
  }

  @Bean
  Tokens tokens(ServerSettings settings) {
    TokenSettings site = settings.tokens().orElse(null);
    return site == null
        ? null
        : new Tokens(
            site.issuer(),
            site.audience(),
            site.nameClaim(),
            site.rolesClaim(),
            site.roles(),
            site.teamClaim(),
            site.teams().orElse(Map.of()));
  }
}
