package org.attendancemonitor.record;

/**
 * What a count is of.
 *
 * @param service key in {@code services.yaml}, or {@code unmapped}
 * @param dimension one demographic, {@code all}, or {@code was_not_brought}
 * @param group one of its groups, {@code all} for the dimension {@code all}
 */
public record TallyKey(String service, String dimension, String group) {

  /** Dimension and group of a service as a whole. */
  public static final String ALL = "all";

  /** The dimension of those who depend on others to attend ({@code yes}) and the rest. */
  public static final String WAS_NOT_BROUGHT = "was_not_brought";
}
