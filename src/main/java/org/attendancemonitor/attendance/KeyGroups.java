package org.attendancemonitor.attendance;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which keys mean the same resource: keys that were ever stated together belong to one group. A
 * group is named by its smallest key, so that the name does not depend on the order of arrival.
 */
final class KeyGroups {
  private final Map<Key, Key> parents = new HashMap<>();

  /** States that these keys mean one resource. */
  void join(Key first, Collection<Key> others) {
    parents.putIfAbsent(first, first);
    for (Key other : others) {
      // Most resources have one key, which they state, too.
      if (other.equals(first)) {
        continue;
      }
      parents.putIfAbsent(other, other);
      Key left = nameOf(first);
      Key right = nameOf(other);
      if (left.compareTo(right) < 0) {
        parents.put(right, left);
      } else if (right.compareTo(left) < 0) {
        parents.put(left, right);
      }
    }
  }

  /** The name of the group of a key; a key never joined is a group of its own. */
  Key nameOf(Key key) {
    Key at = key;
    for (Key up = parents.get(at); up != null && !up.equals(at); up = parents.get(at)) {
      at = up;
    }
    return at;
  }
}
