package org.attendancemonitor.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Whoever signed in at the site's provider is signed out there, too (OpenID Connect RP-Initiated
 * Logout 1.0), and comes back to our sign-in page; everybody else goes there at once.
 */
final class SignedOut extends OidcClientInitiatedLogoutSuccessHandler {
  private static final String BACK = "{baseUrl}" + PageEntry.SIGN_IN + "?signed-out";
  private static final String PAGE = "/sign-out/on";

  /** Request attribute: the provider's address. */
  private static final String ON = "org.attendancemonitor.sign-out.on";

  SignedOut(ClientRegistrationRepository providers) {
    super(providers);
    setPostLogoutRedirectUri(BACK);
    setRedirectStrategy(SignedOut::go);
  }

  /**
   * Forms may not lead to another site, not even by a redirect (Content-Security-Policy): a page
   * stands between, which goes on by itself.
   */
  private static void go(HttpServletRequest request, HttpServletResponse response, String url)
      throws IOException {
    if (url.startsWith("/")) {
      response.sendRedirect(url);
      return;
    }
    response.setHeader("Refresh", "0; url=" + url);
    request.setAttribute(ON, url);
    try {
      request.getRequestDispatcher(PAGE).forward(request, response);
    } catch (ServletException failed) {
      throw new IOException(failed);
    }
  }
}
