package org.attendancemonitor.worklist;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with what was typed, in the order of the form. */
final class FormFaults {
  private final List<Fault> faults = new ArrayList<>();

  /**
   * One fault.
   *
   * @param field name of the field it is about, or null where it is about the whole
   * @param text what to do about it
   */
  record Fault(String field, String text) {}

  void add(String field, String text) {
    faults.add(new Fault(field, text));
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  public List<Fault> all() {
    return List.copyOf(faults);
  }

  /** The fault of a field, or null. */
  public String of(String field) {
    return faults.stream()
        .filter(fault -> field.equals(fault.field()))
        .map(Fault::text)
        .findFirst()
        .orElse(null);
  }
}
