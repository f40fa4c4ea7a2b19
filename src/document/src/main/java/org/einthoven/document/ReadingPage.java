package org.einthoven.document;

import java.util.List;
import org.einthoven.ecg.drawing.BeatMark;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.TimeMark;
import org.einthoven.ecg.drawing.TracingPage;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Reading;

/**
 * A recording and the machine's reading of it on one page for a clinician. The page bears the
 * patient's name and identifiers as they were sent.
 */
public final class ReadingPage {

  private ReadingPage() {}

  /**
   * Draws the page.
   *
   * @param recording what was recorded
   * @param reading of this recording
   * @param times moments to be marked, such as the limits of waves; possibly none
   * @param settings how the tracing is drawn
   */
  public static Drawing draw(
      Recording recording, Reading reading, List<TimeMark> times, PageSettings settings) {
    List<BeatMark> beats =
        reading.beats().toOptional().orElse(List.of()).stream()
            .map(beat -> new BeatMark(beat.seconds(), beat.beatClass()))
            .toList();
    return TracingPage.draw(recording, ReadingText.of(recording, reading), beats, times, settings);
  }
}
