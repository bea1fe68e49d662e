package org.attendancemonitor.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; carries every problem of every file. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationProblem> problems;

  ConfigurationException(List<ConfigurationProblem> problems) {
    super(
        problems.stream()
            .map(ConfigurationProblem::toString)
            .collect(Collectors.joining(System.lineSeparator())));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, by file and line. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
