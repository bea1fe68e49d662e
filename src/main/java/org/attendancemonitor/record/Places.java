package org.attendancemonitor.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.attendancemonitor.attendance.AppointmentFact;
import org.attendancemonitor.attendance.Directory;
import org.attendancemonitor.attendance.Fact;
import org.attendancemonitor.attendance.FactKind;
import org.attendancemonitor.attendance.Key;
import org.attendancemonitor.attendance.PlaceFact;
import org.attendancemonitor.attendance.ReferralFact;

/**
 * The places known now, held in memory: they are few and each appointment refers to some. {@link
 * Facts} refreshes it once per batch; a reader beside it calls {@link #refresh} itself.
 */
public final class Places implements Directory {
  private final Store store;
  private final FactCodec codec = new FactCodec();
  private volatile Known known = new Known(null, Map.of());

  /**
   * @param mark what the table said when they were read
   */
  private record Known(String mark, Map<String, PlaceFact> places) {}

  /** The places of a record. */
  public Places(Store store) {
    this.store = store;
    refresh();
  }

  @Override
  public PlaceFact place(Key key) {
    return known.places.get(key.text());
  }

  /** Reads the places again if one has changed, here or on another node. */
  public void refresh() {
    String mark =
        store
            .here()
            .queryForObject("SELECT value FROM setting WHERE name = 'places'", String.class);
    if (mark == null || mark.equals(known.mark)) {
      return;
    }
    Map<String, PlaceFact> places = new HashMap<>();
    store
        .here()
        .query(
            "SELECT key_text, body FROM fact WHERE kind = 10 AND is_current = 1"
                + " ORDER BY effective, id",
            row -> {
              String key = row.getString(1);
              if (codec.decode(FactKind.PLACE, row.getString(2)) instanceof PlaceFact place) {
                place.keys().forEach(other -> places.put(other.text(), place));
                places.put(key, place);
              }
            });
    known = new Known(mark, Map.copyOf(places));
  }

  /** Remembers whose new facts refer to which places. */
  void use(List<Map.Entry<Long, Fact>> made) {
    TreeSet<Use> uses = new TreeSet<>();
    for (Map.Entry<Long, Fact> one : made) {
      if (one.getKey() != 0) {
        placesOf(one.getValue()).forEach(key -> uses.add(new Use(key.text(), one.getKey())));
      }
    }
    Rows.write(
        store.writing(),
        "INSERT INTO place_use (place_key, patient) VALUES (?, ?)"
            + " ON CONFLICT (place_key, patient) DO NOTHING",
        uses.stream().map(use -> new Object[] {use.place, use.patient}).toList());
  }

  /** Places have changed: the people who refer to them are to be looked at. */
  void changed(Collection<Key> keys, Instant now) {
    if (!keys.isEmpty()) {
      store
          .writing()
          .update(
              "UPDATE patient SET look_again_at = ?"
                  + " WHERE (look_again_at IS NULL OR look_again_at > ?)"
                  + " AND id IN (SELECT patient FROM place_use WHERE "
                  + store.among("place_key")
                  + ")",
              now.toEpochMilli(),
              now.toEpochMilli(),
              store.list(keys.stream().map(Key::text).distinct().toList()));
      // Never the same again, so that a rolled-back change is read again too.
      store
          .writing()
          .update(
              "UPDATE setting SET value = ? WHERE name = 'places'", UUID.randomUUID().toString());
    }
    refresh();
  }

  /** The places a fact refers to. */
  static List<Key> placesOf(Fact fact) {
    List<Key> keys = new ArrayList<>();
    if (fact instanceof AppointmentFact appointment) {
      keys.addAll(appointment.healthcareServices());
      keys.addAll(appointment.performers());
      if (appointment.location() != null) {
        keys.add(appointment.location());
      }
    } else if (fact instanceof ReferralFact referral) {
      keys.addAll(referral.performers());
    }
    return keys;
  }

  private record Use(String place, long patient) implements Comparable<Use> {
    /** As they lie in SQLite: the places of one person next to each other. */
    @Override
    public int compareTo(Use other) {
      int byPatient = Long.compare(patient, other.patient);
      return byPatient != 0 ? byPatient : place.compareTo(other.place);
    }
  }
}
