package org.attendancemonitor.worklist;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.attendancemonitor.access.Reach;
import org.attendancemonitor.access.SignedIn;
import org.attendancemonitor.attendance.TaskKind;
import org.attendancemonitor.record.TaskList;

/**
 * What part of the list is asked for, as the address says it.
 *
 * @param service key of {@code services.yaml}, or empty for any
 * @param owner {@code me}, {@code nobody}, or empty for anyone
 * @param kind code of a kind of task, or empty for any
 * @param need code of a flag, or empty for any
 * @param overdue only what is past its due
 * @param sort in what order
 * @param page from 1
 */
record ListQuestion(
    String service,
    String owner,
    String kind,
    String need,
    boolean overdue,
    ListSort sort,
    int page) {

  /** The question to the record, within the reach of who asks. */
  TaskList.Question within(SignedIn who, Reach reach, Instant now) {
    boolean everywhere = reach.everywhere() && service.isEmpty();
    Set<String> services =
        service.isEmpty() ? reach.services() : reach.covers(service) ? Set.of(service) : Set.of();
    return new TaskList.Question(
        everywhere,
        services,
        kind.isEmpty() ? null : TaskKind.of(kind),
        owner.equals("me") ? who.name() : null,
        owner.equals("nobody"),
        need.isEmpty() ? null : need,
        overdue,
        now);
  }

  ListQuestion at(int other) {
    return new ListQuestion(service, owner, kind, need, overdue, sort, other);
  }

  /** In another order, from its first page. */
  ListQuestion sortedBy(ListSort other) {
    return new ListQuestion(service, owner, kind, need, overdue, other, 1);
  }

  /** The address of the same part of the list in the order of work. */
  public String unsorted() {
    return sortedBy(ListSort.WORK).address();
  }

  /** Whether it leaves anything out. */
  public boolean narrowed() {
    return overdue || !service.isEmpty() || !owner.isEmpty() || !kind.isEmpty() || !need.isEmpty();
  }

  /** As an address of the list; nothing in it names a patient. */
  String address() {
    StringBuilder query = new StringBuilder();
    add(query, "service", service);
    add(query, "owner", owner);
    add(query, "kind", kind);
    add(query, "need", need);
    add(query, "overdue", overdue ? "yes" : "");
    add(query, "sort", sort.word());
    add(query, "page", page == 1 ? "" : String.valueOf(page));
    return "/worklist" + (query.isEmpty() ? "" : "?" + query);
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query
          .append(query.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
