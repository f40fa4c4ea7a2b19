package org.einthoven.ecg.format.aecg;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.jspecify.annotations.Nullable;

/** When a recording began, from whichever of the places that may say so comes first. */
final class Start {

  private Start() {}

  /**
   * The start: the head of the time axis, else the series' interval, else the document's. A point
   * in time stands for the start; where only an end is known, the recording's length is taken off.
   *
   * @param seconds how long the recording is
   * @param notes receives what had to be settled
   * @return null where nothing says it
   */
  static @Nullable AcquisitionTime of(
      @Nullable String head,
      V3Interval series,
      V3Interval document,
      double seconds,
      List<String> notes) {
    AcquisitionTime start = parsed(head, notes);
    if (start == null) {
      start = of(series, seconds, notes);
    }
    return start == null ? of(document, seconds, notes) : start;
  }

  private static @Nullable AcquisitionTime of(
      V3Interval interval, double seconds, List<String> notes) {
    AcquisitionTime low = parsed(interval.low(), notes);
    if (low != null) {
      return low;
    }
    AcquisitionTime point = parsed(interval.point(), notes);
    if (point != null) {
      notes.add("the start is the point in time that the document gives for the ECG");
      return point;
    }
    AcquisitionTime high = parsed(interval.high(), notes);
    if (high == null || high.precision().compareTo(ChronoUnit.SECONDS) > 0) {
      return high == null
          ? null
          : noted(high, "only the end is known, and is taken for the start", notes);
    }
    Duration length = Duration.ofNanos((long) (seconds * 1e9));
    return noted(
        new AcquisitionTime(
            high.local().minus(length).truncatedTo(high.precision()),
            high.offset(),
            high.precision()),
        "the start is reckoned back from the end",
        notes);
  }

  private static AcquisitionTime noted(AcquisitionTime time, String note, List<String> notes) {
    notes.add(note);
    return time;
  }

  private static @Nullable AcquisitionTime parsed(@Nullable String text, List<String> notes) {
    if (text == null || text.isBlank()) {
      return null;
    }
    AcquisitionTime time = V3Time.parse(text).orElse(null);
    if (time == null) {
      notes.add("a time that is no HL7 point in time was not read");
    }
    return time;
  }
}
