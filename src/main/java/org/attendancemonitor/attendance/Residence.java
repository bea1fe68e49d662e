package org.attendancemonitor.attendance;

/**
 * Where a person lives, as far as deprivation needs it.
 *
 * @param postcode upper case, one space, or null
 * @param lsoa the lower-layer super output area stated by the sender, or null
 * @param noFixedAbode the sender says that there is none (postcode ZZ99 3VZ, or coded)
 */
public record Residence(String postcode, String lsoa, boolean noFixedAbode) {}
