package org.attendancemonitor.record;

import java.util.ArrayList;
import java.util.List;

/**
 * What an appointment counts under: a key for each dimension of {@link Tallies#dimensions}, in that
 * order.
 */
public final class Profile {
  private final List<TallyKey> keys;
  private final int[] numbers;

  private Profile(List<TallyKey> keys, int[] numbers) {
    this.keys = List.copyOf(keys);
    this.numbers = numbers;
  }

  /**
   * @param seen the keys of one reading; new ones are added
   * @param words the service, then a group for each dimension
   */
  static Profile of(NumberedKeys seen, String... words) {
    List<String> dimensions = Tallies.dimensions();
    List<TallyKey> keys = new ArrayList<>(dimensions.size());
    int[] numbers = new int[dimensions.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = seen.number(new TallyKey(words[0], dimensions.get(i), words[i + 1]));
      keys.add(seen.key(numbers[i]));
    }
    return new Profile(keys, numbers);
  }

  /** Everything it counts under; the first is the service as a whole. */
  public List<TallyKey> keys() {
    return keys;
  }

  /**
   * A number for the key at a place, the same for an equal key in the whole of one reading; they
   * start at zero, without gaps, so that what is counted by key can lie in an array.
   */
  public int number(int place) {
    return numbers[place];
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
