package org.attendancemonitor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.attendancemonitor.feed.QueueSenders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets local users sign in to the broker, with the rights of their role; and this process itself.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {
  static final String INTERNAL_USER = "attendance-monitor-itself";

  /** Role of whoever sends for some feed. */
  static final String FEED = "feed";

  /** Role of whoever sends for this feed. */
  static String roleOf(String feed) {
    return FEED + "/" + feed;
  }

  private final AuthenticationProvider signIn;
  private final QueueSenders senders;
  private final String internalPassword;

  /**
   * @param signIn of local users
   * @param senders for which feeds each sends
   * @param internalPassword known to this process only
   */
  BrokerSecurity(AuthenticationProvider signIn, QueueSenders senders, String internalPassword) {
    this.signIn = signIn;
    this.senders = senders;
    this.internalPassword = internalPassword;
  }

  @Override
  public javax.security.auth.Subject authenticate(
      String user, String password, RemotingConnection connection, String domain) {
    if (INTERNAL_USER.equals(user)) {
      return password != null
              && MessageDigest.isEqual(
                  internalPassword.getBytes(StandardCharsets.UTF_8),
                  password.getBytes(StandardCharsets.UTF_8))
          ? subject(user, EmbeddedBroker.INTERNAL)
          : null;
    }
    if (user == null || password == null) {
      return null;
    }
    try {
      var attempt = UsernamePasswordAuthenticationToken.unauthenticated(user, password);
      attempt.setDetails(new WebAuthenticationDetails(host(connection), null));
      Authentication signedIn = signIn.authenticate(attempt);
      for (GrantedAuthority authority : signedIn.getAuthorities()) {
        String role = authority.getAuthority().replace("ROLE_", "").toLowerCase(Locale.ROOT);
        javax.security.auth.Subject subject = subject(user, role);
        if (role.equals(FEED)) {
          senders
              .feedsOf(user)
              .forEach(feed -> subject.getPrincipals().add(new RolePrincipal(roleOf(feed))));
        }
        return subject;
      }
      return null;
    } catch (AuthenticationException refused) {
      return null;
    }
  }

  /**
   * Where a sign-in comes from, without its port, which is another one each time: guesses from one
   * machine must not shut out a user at another.
   */
  private static String host(RemotingConnection connection) {
    String address = connection == null ? null : connection.getRemoteAddress();
    return address == null ? "" : address.replaceFirst("^/", "").replaceFirst(":\\d+$", "");
  }

  private static javax.security.auth.Subject subject(String user, String role) {
    javax.security.auth.Subject subject = new javax.security.auth.Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    subject.getPrincipals().add(new RolePrincipal(role));
    return subject;
  }

  @Override
  public boolean authorize(
      javax.security.auth.Subject subject, Set<Role> roles, CheckType check, String address) {
    return subject != null
        && subject.getPrincipals(RolePrincipal.class).stream()
            .anyMatch(
                principal ->
                    roles.stream()
                        .anyMatch(
                            role ->
                                role.getName().equals(principal.getName()) && check.hasRole(role)));
  }

  @Override
  public boolean validateUser(String user, String password) {
    return authenticate(user, password, null, null) != null;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return authorize(authenticate(user, password, null, null), roles, check, null);
  }
}
