package org.attendancemonitor.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Flag;
import org.attendancemonitor.attendance.SupportTask;
import org.attendancemonitor.attendance.Withdrawn;

/**
 * Everything the record holds on one person, for that person: what sources said and when, what was
 * derived from it and why, and what people did. What concerns others is not in it: a class is told
 * without who else was booked for it.
 */
public final class PersonExport {
  private final Store store;
  private final FactCodec codec = new FactCodec();
  private final ObjectMapper mapper = Json.readable();

  /** Of a record. */
  public PersonExport(Store store) {
    this.store = store;
  }

  /** The whole record of the person with these rows. */
  public ObjectNode of(Set<Long> rows) {
    Material material = new Recall(store).of(rows).get(0);
    ObjectNode all = mapper.createObjectNode();
    all.set("knownAs", mapper.valueToTree(new People(store).keysOf(rows)));
    all.set("said", said(rows));
    all.set("flags", flags(material.flags()));
    all.set("tasks", tasks(material.tasks()));
    all.set("waiting", mapper.valueToTree(material.waiting()));
    all.set("appointmentsAsCounted", mapper.valueToTree(material.attendances()));
    all.set("waitsAsCounted", mapper.valueToTree(material.spells()));
    all.set("endedAfterMissed", mapper.valueToTree(material.closures()));
    return all;
  }

  /** The names under which lists of the audit name what is the person's. */
  public Set<String> things(Set<Long> rows) {
    Set<String> things = new HashSet<>();
    for (SupportTask task : new Recall(store).of(rows).get(0).tasks()) {
      things.add(task.id());
      things.add("Task/" + task.id());
    }
    new Flags(store)
        .search(rows, false, Integer.MAX_VALUE, 0)
        .forEach(flag -> things.add("Flag/" + flag.id()));
    CurrentFacts facts = new CurrentFacts(store);
    facts.of(FactKind.NEED, rows).forEach(need -> things.add("Flag/" + need.id()));
    facts.of(FactKind.CONTACT, rows).forEach(it -> things.add("Communication/" + it.id()));
    // What was never sent has a name that many people's have.
    facts.of(FactKind.REFERRAL, rows).forEach(it -> things.add(it.fact().key().text()));
    return things;
  }

  private ArrayNode said(Set<Long> rows) {
    ArrayNode said = mapper.createArrayNode();
    store
        .here()
        .query(
            "SELECT kind, source, feed, effective, received, is_current, body FROM fact"
                + " WHERE patient <> 0 AND "
                + store.among("patient")
                + " ORDER BY effective, id",
            (ResultSet row) -> {
              said.add(said(row));
            },
            new Object[] {store.list(new TreeSet<>(rows))});
    return said;
  }

  private ObjectNode said(ResultSet row) throws SQLException {
    FactKind kind = FactKind.of(row.getInt("kind"));
    Fact fact = codec.decode(kind, row.getString("body"));
    ObjectNode said = mapper.createObjectNode();
    said.put("about", kind.name().toLowerCase(java.util.Locale.ROOT));
    said.put("by", row.getString("source"));
    said.put("through", row.getString("feed"));
    said.put("at", Instant.ofEpochMilli(row.getLong("effective")).toString());
    said.put("received", Instant.ofEpochMilli(row.getLong("received")).toString());
    said.put("inForce", row.getInt("is_current") == 1);
    if (fact instanceof Withdrawn) {
      said.put("withdrawn", true);
    } else {
      said.set("what", mapper.valueToTree(fact));
    }
    return said;
  }

  private ArrayNode flags(List<Flag> flags) {
    ArrayNode all = mapper.createArrayNode();
    flags.forEach(flag -> all.add(mapper.<ObjectNode>valueToTree(flag)));
    return all;
  }

  private ArrayNode tasks(List<SupportTask> tasks) {
    Tasks versions = new Tasks(store);
    ArrayNode all = mapper.createArrayNode();
    for (SupportTask task : tasks) {
      ObjectNode one = mapper.createObjectNode();
      one.set("task", mapper.valueToTree(task));
      one.set("versions", mapper.valueToTree(versions.versions(task.id())));
      all.add(one);
    }
    return all;
  }

  /** Entries of the audit in the same form. */
  public ArrayNode entries(List<AuditEntry> entries) {
    return mapper.valueToTree(entries);
  }
}
