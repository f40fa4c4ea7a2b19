package org.einthoven.document;

import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.PageSettings;
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
   * @param settings how the tracing is drawn
   */
  public static Drawing draw(Recording recording, Reading reading, PageSettings settings) {
    return PageContent.of(recording, reading).draw(recording, settings);
  }
}
