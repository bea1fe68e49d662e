package org.attendancemonitor.worklist;

import java.util.List;

/**
 * What an address or a form says of the part of the list that is asked for, as it was sent.
 *
 * @param service key of a service
 * @param owner whose
 * @param kind code of a kind of task
 * @param need code of a flag
 * @param overdue {@code yes} for what is past its due only
 * @param sort in what order
 * @param page a number
 */
record ListForm(
    String service,
    String owner,
    String kind,
    String need,
    String overdue,
    String sort,
    String page) {
  ListForm {
    service = said(service);
    owner = said(owner);
    kind = said(kind);
    need = said(need);
    overdue = said(overdue);
    sort = said(sort);
    page = said(page);
  }

  /** What it asks for; what is none of the choices counts as "any". */
  ListQuestion question(
      List<Choice> services, List<Choice> owners, List<Choice> kinds, List<Choice> needs) {
    return new ListQuestion(
        Choice.among(services, service),
        Choice.among(owners, owner),
        Choice.among(kinds, kind),
        Choice.among(needs, need),
        overdue.equals("yes"),
        ListSort.of(sort),
        Pager.number(page));
  }

  private static String said(String value) {
    return value == null ? "" : value;
  }
}
