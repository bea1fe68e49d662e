package org.attendancemonitor.access;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Somebody whom the site's provider has signed in, and who may not come in here. */
final class NotAdmittedException extends OAuth2AuthenticationException {
  private static final long serialVersionUID = 1L;

  /** Error code where none of the claims gives a role. */
  static final String NO_ROLE = "no_role";

  /** Error code where the provider is not as sure of them as the site wants. */
  static final String TOO_WEAK = "assurance_too_low";

  private final String name;

  /**
   * @param name of the sign-in, or null where the provider gives none
   */
  NotAdmittedException(String code, String name) {
    super(new OAuth2Error(code));
    this.name = name == null ? "unknown" : name;
  }

  String name() {
    return name;
  }
}
