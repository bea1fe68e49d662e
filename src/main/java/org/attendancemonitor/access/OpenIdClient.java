package org.attendancemonitor.access;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * This program as the provider knows it. Asks the provider to describe itself at the first sign-in
 * and not before: that it is away must not keep the service from starting.
 */
final class OpenIdClient implements ClientRegistrationRepository {
  static final String ID = "site";

  private final OpenId openId;
  private ClientRegistration found;

  OpenIdClient(OpenId openId) {
    this.openId = openId;
  }

  @Override
  public synchronized ClientRegistration findByRegistrationId(String id) {
    if (!ID.equals(id)) {
      return null;
    }
    if (found == null) {
      found =
          ClientRegistrations.fromIssuerLocation(openId.issuer())
              .registrationId(ID)
              .clientId(openId.clientId())
              .clientSecret(openId.clientSecret())
              .redirectUri("{baseUrl}/sign-in/back/{registrationId}")
              .scope(openId.scope())
              .userNameAttributeName(openId.nameClaim())
              .build();
    }
    return found;
  }
}
