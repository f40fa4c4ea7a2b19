package org.einthoven.training.evaluation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a figure is written: rounded in JSON, in percent in text, and absent where there is none. */
public final class Figure {

  private Figure() {}

  /** Rounded to four places; null, which JSON has, for NaN, which it has not. */
  public static @Nullable Double json(double value) {
    return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  }

  /** In percent with one place. */
  public static String percent(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", 100 * value) : "–";
  }

  /** With three places, for areas, errors and scores. */
  public static String three(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "–";
  }
}
