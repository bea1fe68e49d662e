package org.attendancemonitor.policy;

/**
 * What the policy needs to know of a service ({@code services.yaml}).
 *
 * @param name as people say it, for example {@code Podiatry}
 * @param paediatric it sees children
 */
public record ServiceTerms(String name, boolean paediatric) {}
