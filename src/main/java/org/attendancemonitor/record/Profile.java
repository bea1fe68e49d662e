package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.List;

/**
 * What an appointment counts under: a key for each dimension of {@link Tallies#dimensions}, in that
 * order. Appointments that count under the same keys often share one profile, so that what is
 * looked up for it can be kept by identity; two that are equal need not be the same.
 */
public final class Profile {
  private final List<TallyKey> keys;

  private Profile(List<TallyKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * @param words the service, then a group for each dimension
   */
  static Profile of(String... words) {
    List<String> dimensions = Tallies.dimensions();
    List<TallyKey> keys = new ArrayList<>(dimensions.size());
    for (int i = 0; i < dimensions.size(); i++) {
      keys.add(new TallyKey(words[0], dimensions.get(i), words[i + 1]));
    }
    return new Profile(keys);
  }

  /** Everything it counts under; the first is the service as a whole. */
  public List<TallyKey> keys() {
    return keys;
  }

  /** Key in {@code services.yaml}, or {@code unmapped}. */
  public String service() {
    return keys.get(0).service();
  }

  /** The group of a dimension. */
  public String group(String dimension) {
    return keys.get(Tallies.dimensions().indexOf(dimension)).group();
  }
}
