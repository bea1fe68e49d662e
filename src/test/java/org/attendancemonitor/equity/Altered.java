package org.attendancemonitor.equity;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Settings that differ in one place, whatever else there is to set. */
public final class Altered {
  private Altered() {}

  /**
   * The same settings with another value.
   *
   * @param name of the component
   */
  public static EquitySettings settings(EquitySettings from, String name, Object value) {
    RecordComponent[] components = EquitySettings.class.getRecordComponents();
    Object[] values = new Object[components.length];
    boolean found = false;
    try {
      for (int i = 0; i < components.length; i++) {
        boolean here = components[i].getName().equals(name);
        found |= here;
        values[i] = here ? value : components[i].getAccessor().invoke(from);
      }
      if (!found) {
        throw new IllegalArgumentException("no setting " + name);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return EquitySettings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException unfit) {
      throw new IllegalArgumentException(name, unfit);
    }
  }
}
