package org.attendancemonitor.equity;

/**
 * Standardised shares.
 *
 * @param population whose mix of age and sex they are weighted by
 */
public record StandardSettings(Population population) {

  /** A mix of age and sex. */
  public enum Population {
    /** Of the appointments of all services together; made once for a calendar year. */
    SERVICES,
    /** The European Standard Population 2013. */
    ESP2013
  }
}
