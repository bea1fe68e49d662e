package org.attendancemonitor.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Somebody whom the site's own provider has signed in. Who has several jobs here is nobody until
 * one is chosen: no page opens but that choice.
 */
final class OpenIdUser extends DefaultOidcUser {
  private static final long serialVersionUID = 1L;

  /** Opens the page on which a job is chosen. */
  static final String SEVERAL_JOBS = "SEVERAL_JOBS";

  private final transient Person person;
  private final transient Job job;

  /**
   * Who somebody is in all of their jobs.
   *
   * @param name of the sign-in
   * @param nameClaim claim it is from
   * @param registration professional registration, or null
   * @param jobs at least one
   */
  record Person(String name, String nameClaim, String registration, List<Job> jobs) {
    Person {
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * @param job the one they work in, or null while it is not chosen
   */
  private OpenIdUser(OidcUser user, Person person, Job job) {
    super(authorities(person, job), user.getIdToken(), user.getUserInfo(), person.nameClaim());
    this.person = person;
    this.job = job;
  }

  /** As they come from the provider: at work where there is but one job. */
  static OpenIdUser of(OidcUser user, Person person) {
    return new OpenIdUser(user, person, person.jobs().size() == 1 ? person.jobs().get(0) : null);
  }

  /** The same person in one of their jobs. */
  OpenIdUser in(Job chosen) {
    return new OpenIdUser(this, person, chosen);
  }

  private static Collection<GrantedAuthority> authorities(Person person, Job job) {
    Collection<GrantedAuthority> all = new ArrayList<>();
    if (person.jobs().size() > 1) {
      all.add(new SimpleGrantedAuthority(SEVERAL_JOBS));
    }
    if (job != null) {
      job.roles().forEach(role -> all.add(new SimpleGrantedAuthority(role.authority())));
    }
    return all;
  }

  /** All that they are known by when they sign out elsewhere. */
  Set<String> whom() {
    Set<String> whom = new HashSet<>();
    whom.add(Ended.name(person.name()));
    whom.add(Ended.subject(getSubject()));
    String session = getIdToken().getClaimAsString("sid");
    if (session != null) {
      whom.add(Ended.session(session));
    }
    return whom;
  }

  List<Job> jobs() {
    return person.jobs();
  }

  /** The job they work in, or null while it is not chosen. */
  Job job() {
    return job;
  }

  /** Null while no job is chosen. */
  SignedIn who() {
    return job == null
        ? null
        : new SignedIn(
            person.name(),
            job.roles().stream().map(Role::word).collect(Collectors.toSet()),
            person.registration(),
            job.team());
  }
}
