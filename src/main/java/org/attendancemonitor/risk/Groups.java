package org.attendancemonitor.risk;

/**
 * The groups a person belongs to at an appointment, written as in the metrics' labels. Age,
 * deprivation and needs are as at the appointment; ethnicity is the latest stated.
 *
 * @param deprivation quintile {@code 1} (most deprived) to {@code 5}, or {@code unknown}
 * @param ethnicGroup {@code asian}, {@code black}, {@code mixed}, {@code other}, {@code white},
 *     {@code not_stated} (asked and declined) or {@code not_known}
 * @param ageBand {@code 0-4} ... {@code 85+}, or {@code unknown}
 * @param sex {@code female}, {@code male}, {@code other} or {@code unknown}
 * @param interpreter {@code yes}, {@code no} or {@code unknown}
 * @param disability as above
 * @param inclusionHealth as above
 * @param dependent under the age limit, or an adult recorded as dependent on a carer to attend
 */
public record Groups(
    String deprivation,
    String ethnicGroup,
    String ageBand,
    String sex,
    String interpreter,
    String disability,
    String inclusionHealth,
    boolean dependent) {}
