package org.attendancemonitor.attendance;

/**
 * A support that was offered to a person, and what came of it.
 *
 * @param support S-code of attendance-policy section 8, for example {@code S08}
 * @param result {@code accepted}, {@code declined}, {@code tried} (it was given) or {@code
 *     not-available} (asked for, and not given)
 */
public record Offered(String support, String result) {}
