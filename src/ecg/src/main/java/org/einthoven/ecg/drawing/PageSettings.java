package org.einthoven.ecg.drawing;

import java.util.List;

/**
 * How a recording is drawn.
 *
 * @param scale of the paper
 * @param layout where the leads stand
 * @param fromSeconds where in the recording the page begins, 0 or more
 * @param filters what was applied to the samples before they came here, in words; empty is printed
 *     as {@code no filter}
 */
public record PageSettings(
    PaperScale scale, PageLayout layout, double fromSeconds, List<String> filters) {

  /** Checks the start and copies the list. */
  public PageSettings {
    if (!(fromSeconds >= 0) || Double.isInfinite(fromSeconds)) {
      throw new IllegalArgumentException("a page begins at 0 s or later");
    }
    filters = List.copyOf(filters);
  }

  /** 25 mm/s and 10 mm/mV from the first sample, in the layout that suits the leads. */
  public static PageSettings standard() {
    return new PageSettings(PaperScale.STANDARD, PageLayout.AUTOMATIC, 0, List.of());
  }
}
