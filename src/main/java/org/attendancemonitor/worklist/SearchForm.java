package org.attendancemonitor.worklist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.attendancemonitor.attendance.NhsNumber;
import org.attendancemonitor.record.Finding;

/** Reads what somebody typed to find a person. */
final class SearchForm {
  private static final int FEWEST_LETTERS = 2;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NUMBER = 50;

  private SearchForm() {}

  /** Who is sought; not to be used where there are faults. */
  static Finding.Sought read(FormValues typed, FormFaults faults) {
    String name = typed.one("name");
    String nhs = typed.one("nhs").replaceAll("[\\s\\p{Pd}\\p{Z}.]+", "");
    String local = typed.one("local");
    if (name.isEmpty() && nhs.isEmpty() && local.isEmpty()) {
      faults.add("name", "Enter a name, an NHS number or a local number");
    }
    if (name.length() > LONGEST_NAME) {
      faults.add("name", "The name must be %d characters or less".formatted(LONGEST_NAME));
    } else if (!name.isEmpty() && Finding.letters(name) < FEWEST_LETTERS) {
      faults.add("name", "Enter at least %d letters of the name".formatted(FEWEST_LETTERS));
    }
    if (!nhs.isEmpty() && !new NhsNumber(nhs, false).trustworthy()) {
      faults.add(
          "nhs",
          nhs.matches("[0-9]{10}")
              ? "Check the NHS number: its last digit does not fit the others"
              : "Enter the NHS number with its 10 digits");
    }
    if (local.length() > LONGEST_NUMBER) {
      faults.add("local", "The number must be %d characters or less".formatted(LONGEST_NUMBER));
    } else if (!local.isEmpty() && Finding.letters(local) == 0) {
      faults.add("local", "Enter the number with its letters or digits");
    }
    boolean born =
        !(typed.one("birth-day") + typed.one("birth-month") + typed.one("birth-year")).isEmpty();
    LocalDate birth = born ? ActForm.date(typed, "birth", faults, "") : null;
    return new Finding.Sought(name, nhs, local, birth);
  }

  /** What is sought, in words, for the page of the results. */
  static List<String> words(Finding.Sought sought) {
    List<String> words = new ArrayList<>();
    if (!sought.name().isEmpty()) {
      words.add("Name: " + sought.name());
    }
    if (!sought.nhsNumber().isEmpty()) {
      words.add("NHS number: " + Identity.spaced(sought.nhsNumber()));
    }
    if (!sought.localNumber().isEmpty()) {
      words.add("Local number: " + sought.localNumber());
    }
    if (sought.birth() != null) {
      words.add("Date of birth: " + Dates.of(sought.birth()));
    }
    return words;
  }
}
