package org.attendancemonitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.attendancemonitor.record.People;
import org.attendancemonitor.task.Subject;
import picocli.CommandLine.Option;

/**
 * Names one person to a command: by our id, which says nothing about anybody, or by an NHS number
 * on standard input. What stands on a command line can be read by every user of the machine.
 */
final class PersonChoice {
  @Option(names = "--patient", paramLabel = "ID", description = "our id of the person: am-17")
  private String id;

  @Option(
      names = "--nhs-number-stdin",
      description = "reads the NHS number from standard input, one line")
  private boolean fromInput;

  /**
   * Every patient row of the person.
   *
   * @throws CannotRunException where nobody, or more than one person, is known by it
   */
  Set<Long> rows(People people) throws IOException {
    if (id == null && !fromInput) {
      throw new CannotRunException("expected --patient ID or --nhs-number-stdin");
    }
    if (id != null && fromInput) {
      throw new CannotRunException("expected --patient ID or --nhs-number-stdin, not both");
    }
    return id == null ? byNumber(people) : byId(people);
  }

  private Set<Long> byId(People people) {
    Long row = Subject.personOf(id);
    if (row == null) {
      throw new CannotRunException("--patient: expected an id of ours, for example am-17");
    }
    return people
        .rowsOf(row)
        .orElseThrow(() -> new CannotRunException("--patient: nobody is known by this id"));
  }

  private static Set<Long> byNumber(People people) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    String digits = line == null ? "" : line.replaceAll("[ -]", "");
    if (!digits.matches("[0-9]{10}")) {
      throw new CannotRunException("standard input: expected an NHS number of ten digits");
    }
    List<Set<Long>> found = List.copyOf(people.withNhsNumber(digits));
    if (found.size() != 1) {
      throw new CannotRunException(
          found.isEmpty()
              ? "nobody is known by this NHS number"
              : "records that are not known to be one person's have this NHS number: use --patient");
    }
    return found.get(0);
  }
}
