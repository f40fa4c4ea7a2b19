package org.einthoven.ecg.signal;

import java.util.Arrays;

/**
 * The value that so many others are smaller than, found without sorting them all (Hoare's algorithm
 * FIND, Commun. ACM 1961;4:321). The value is the one that sorting gives.
 */
public final class OrderStatistics {

  private OrderStatistics() {}

  /**
   * Puts values in an order in which the one at {@code place} is where sorting would put it, none
   * before it is larger and none behind it smaller. NaN counts as the largest.
   *
   * @param values of which the first {@code count} are looked at and reordered
   * @return the value at {@code place}
   */
  public static float at(float[] values, int count, int place) {
    for (int i = 0; i < count; i++) {
      if (Float.isNaN(values[i])) {
        Arrays.sort(values, 0, count);
        return values[place];
      }
    }
    int low = 0;
    int high = count - 1;
    while (low < high) {
      float pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (place <= j) {
        high = j;
      } else if (place >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[place];
  }

  /** The largest of the first {@code count} values. */
  public static float largest(float[] values, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }

  private static float middle(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
