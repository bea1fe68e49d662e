package org.attendancemonitor.access;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Lets people sign in at the site's own provider, and hears of it when they sign out there. */
final class OpenIdDoors {
  private final OpenId openId;
  private final OpenIdClient client;

  OpenIdDoors(OpenId openId, OpenIdClient client) {
    this.openId = openId;
    this.client = client;
  }

  void open(
      HttpSecurity http,
      Ended ended,
      AuthenticationSuccessHandler done,
      AuthenticationFailureHandler failed) {
    http.oauth2Login(
            login ->
                login
                    .loginPage(PageEntry.SIGN_IN)
                    .clientRegistrationRepository(client)
                    .authorizationEndpoint(to -> to.authorizationRequestResolver(asking()))
                    .redirectionEndpoint(back -> back.baseUri("/sign-in/back/*"))
                    .userInfoEndpoint(info -> info.oidcUserService(new OpenIdUsers(openId)))
                    .oidcSessionRegistry(ended)
                    .successHandler(done)
                    .failureHandler(failed)
                    .withObjectPostProcessor(failing(failed)))
        .oidcLogout(
            out ->
                out.clientRegistrationRepository(client)
                    .oidcSessionRegistry(ended)
                    .backChannel(Customizer.withDefaults()));
  }

  /** That the provider is away is told on the sign-in page; the filter's own way is a fault. */
  private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failing(
      AuthenticationFailureHandler failed) {
    return new ObjectPostProcessor<>() {
      @Override
      public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(T filter) {
        filter.setAuthenticationFailureHandler(
            (request, response, reason) ->
                failed.onAuthenticationFailure(
                    request,
                    response,
                    new AuthenticationServiceException("the provider does not answer")));
        return filter;
      }
    };
  }

  AuthenticationProvider provider() {
    return new OidcAuthorizationCodeAuthenticationProvider(
        new RestClientAuthorizationCodeTokenResponseClient(), new OpenIdUsers(openId));
  }

  /** With state, nonce and a proof key (PKCE), whatever the provider asks for. */
  private OAuth2AuthorizationRequestResolver asking() {
    DefaultOAuth2AuthorizationRequestResolver resolver =
        new DefaultOAuth2AuthorizationRequestResolver(client, "/sign-in/with");
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return resolver;
  }
}
