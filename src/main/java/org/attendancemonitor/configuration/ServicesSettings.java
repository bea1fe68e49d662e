package org.attendancemonitor.configuration;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attendancemonitor.attendance.Code;
import org.attendancemonitor.attendance.ServiceCatalogue;

/**
 * {@code services.yaml}: the services that are watched, the codes by which messages name them, and
 * who answers for their tasks.
 *
 * @param treatmentFunctionSystems the systems in which feeds send NHS treatment function codes
 * @param teams display name by team key
 * @param ownerRoles who fills each owner role of the policy, where a service says nothing else
 * @param services by key, as used in metrics and other files
 */
public record ServicesSettings(
    List<String> treatmentFunctionSystems,
    Map<String, String> teams,
    Map<OwnerRole, List<String>> ownerRoles,
    Map<String, Service> services) {

  /** Roles that own tasks, as in the policy. */
  public enum OwnerRole {
    BOOKING_TEAM,
    KEY_WORKER,
    TEAM_LEAD,
    AHP_LEAD,
    SERVICE_MANAGER,
    SAFEGUARDING_LEAD;

    /** As in {@code Task.performerType}: {@code booking-team}. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One service.
   *
   * @param name as shown to people
   * @param profession the allied health profession
   * @param codes codes by which messages name it
   * @param treatmentFunctions NHS treatment function codes, in the systems named above
   * @param teams keys of teams that work in it
   * @param ownerRoles where it differs from the common ones: {@code team:KEY} or {@code user:NAME}
   * @param paediatric a children's service: a miss under 18, or of unknown age, is "was not
   *     brought"
   * @param hours when it sees people
   * @param closures days on which it does not, besides weekends and bank holidays
   * @param capacity what it can offer, or empty where unknown: the figures of its waiting list then
   *     go by what is seen a week
   */
  public record Service(
      String name,
      String profession,
      List<Code> codes,
      List<String> treatmentFunctions,
      List<String> teams,
      Optional<Map<OwnerRole, List<String>>> ownerRoles,
      boolean paediatric,
      List<Opening> hours,
      List<LocalDate> closures,
      Optional<Capacity> capacity) {
    public Service {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name: expected a name to show, found ''");
      }
      if (codes.isEmpty() && treatmentFunctions.isEmpty()) {
        throw new IllegalArgumentException(
            "codes: expected at least one code, here or as treatmentFunctions, found none");
      }
    }
  }

  /**
   * Hours of some weekdays.
   *
   * @param days never empty
   * @param from local time
   * @param to local time, later than {@code from}
   */
  public record Opening(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Opening {
      if (days.isEmpty()) {
        throw new IllegalArgumentException("days: expected at least one weekday, found none");
      }
      if (!to.isAfter(from)) {
        throw new IllegalArgumentException("to: expected a time after " + from + ", found " + to);
      }
    }
  }

  /**
   * Appointments a usual week can hold.
   *
   * @param firstPerWeek first appointments
   * @param followUpPerWeek follow-up appointments
   */
  public record Capacity(int firstPerWeek, int followUpPerWeek) {
    public Capacity {
      if (firstPerWeek < 0) {
        throw new IllegalArgumentException(
            "firstPerWeek: expected 0 or more, found " + firstPerWeek);
      }
      if (followUpPerWeek < 0) {
        throw new IllegalArgumentException(
            "followUpPerWeek: expected 0 or more, found " + followUpPerWeek);
      }
    }
  }

  public ServicesSettings {
    if (services.isEmpty()) {
      throw new IllegalArgumentException("services: expected at least one service, found none");
    }
  }

  /** Which service each code means. */
  public ServiceCatalogue catalogue() {
    Map<Code, String> byCode = new LinkedHashMap<>();
    services.forEach(
        (key, service) -> {
          byCode.put(new Code(ServiceCatalogue.KEYS, key), key);
          service.codes().forEach(code -> byCode.put(code, key));
          for (String system : treatmentFunctionSystems) {
            service.treatmentFunctions().forEach(tfc -> byCode.put(new Code(system, tfc), key));
          }
        });
    return new ServiceCatalogue(byCode);
  }

  /** What each service is called, by its key; of what maps to none too. */
  public Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    services.forEach((key, service) -> names.put(key, service.name()));
    names.put(ServiceCatalogue.UNMAPPED, "Not mapped to a service");
    return names;
  }

  /** First appointments a usual week can hold, by service; those that say nothing are left out. */
  public Map<String, Double> firstPerWeek() {
    Map<String, Double> capacities = new LinkedHashMap<>();
    services.forEach(
        (key, service) ->
            service
                .capacity()
                .ifPresent(capacity -> capacities.put(key, (double) capacity.firstPerWeek())));
    return capacities;
  }

  /**
   * Who fills an owner role in a service: {@code team:KEY} or {@code user:NAME}.
   *
   * @param service key, or {@code unmapped}: the common owners
   */
  public List<String> owners(String service, OwnerRole role) {
    List<String> common = ownerRoles.getOrDefault(role, List.of());
    Service known = services.get(service);
    return known == null ? common : known.ownerRoles().map(own -> own.get(role)).orElse(common);
  }
}
