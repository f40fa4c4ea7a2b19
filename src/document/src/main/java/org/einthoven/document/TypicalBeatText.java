package org.einthoven.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einthoven.ecg.drawing.BeatPanel;
import org.einthoven.ecg.drawing.TimeMark;
import org.einthoven.ecg.measurement.MedianBeat;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.inference.reading.EcgValue;
import org.einthoven.inference.reading.Reading;

/** The typical beat as a page shows it, with what was measured on it. */
final class TypicalBeatText {

  /** A limb lead along the heart's axis, one before each chamber, and one between. */
  private static final List<Lead> SHOWN = List.of(Lead.II, Lead.V1, Lead.V2, Lead.V5);

  private TypicalBeatText() {}

  /** The panel; empty where none of the leads that it shows is there. */
  static Optional<BeatPanel> panel(MedianBeat beat, Reading reading) {
    List<LeadSignal> leads =
        SHOWN.stream()
            .flatMap(lead -> beat.leads().stream().filter(signal -> signal.lead() == lead))
            .toList();
    double begin = beat.exampleSeconds() - beat.peakSeconds();
    List<TimeMark> times =
        reading.waveLimits().stream()
            .map(limit -> new TimeMark(limit.seconds() - begin, limit.label()))
            .toList();
    return leads.isEmpty()
        ? Optional.empty()
        : Optional.of(new BeatPanel(caption(beat, reading), beat.samplesPerSecond(), leads, times));
  }

  private static String caption(MedianBeat beat, Reading reading) {
    String intervals =
        Stream.of(EcgValue.PR, EcgValue.QRS, EcgValue.QT)
            .flatMap(
                value ->
                    reading
                        .value(value)
                        .toOptional()
                        .map(ms -> String.format(Locale.ROOT, "%s %.0f ms", value.name(), ms))
                        .stream())
            .collect(Collectors.joining(", "));
    return "Typical beat, median of "
        + beat.beats()
        + (intervals.isEmpty() ? "" : ": " + intervals);
  }
}
