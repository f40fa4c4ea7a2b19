package org.einthoven.ecg.holter.picture;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.einthoven.ecg.drawing.Chart;

/**
 * How the time of a long recording is written: by the clock where the recorder gave one, otherwise
 * from the start.
 *
 * @param start when the first sample was taken, by the recorder's clock
 */
public record TimeAxis(Optional<LocalDateTime> start) {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SHORT_CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final double[] STEPS = {60, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400};
  private static final int MOST_TICKS = 13;

  /** A moment, such as {@code 1:02:03} from the start or {@code 09:30:15} by the clock. */
  public String moment(double seconds) {
    long whole = (long) Math.floor(seconds);
    return start
        .map(at -> CLOCK.format(at.plusSeconds(whole)) + day(at, whole))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60));
  }

  private static String day(LocalDateTime at, long seconds) {
    long days = at.plusSeconds(seconds).toLocalDate().toEpochDay() - at.toLocalDate().toEpochDay();
    return days == 0 ? "" : " (day " + (days + 1) + ")";
  }

  /** The axis of a recording of this length, in seconds from its start. */
  Chart.Axis of(double durationSeconds) {
    double step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      if (durationSeconds / STEPS[i] <= MOST_TICKS) {
        step = STEPS[i];
      }
    }
    List<Chart.Tick> ticks = new ArrayList<>();
    for (double at = 0; at <= durationSeconds; at += step) {
      long seconds = Math.round(at);
      String label =
          start
              .map(from -> SHORT_CLOCK.format(from.plusSeconds(seconds)))
              .orElseGet(
                  () -> String.format(Locale.ROOT, "%d:%02d", seconds / 3600, seconds / 60 % 60));
      ticks.add(new Chart.Tick(at, label));
    }
    return new Chart.Axis(0, durationSeconds, ticks);
  }
}
