package org.einthoven.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.stream.Collectors;
import org.einthoven.ecg.drawing.Drawing;
import org.einthoven.ecg.drawing.Mark;
import org.einthoven.ecg.drawing.PageSettings;
import org.einthoven.ecg.drawing.TimeMark;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.inference.reading.Reading;
import org.einthoven.inference.reading.Statement;
import org.junit.jupiter.api.Test;

class ReadingPageTest {

  @Test
  void saysWhatTheReadingStatesAndWhoseItIs() {
    Recording recording = Readings.recording("Doe", "Jane");

    String words = words(page(recording, Readings.of(recording, Readings.infarction())));

    assertThat(words)
        .contains("preliminary, not signed", "Heart rate: 70/min", "Quality: good")
        .contains("myocardial infarction of undetermined age (probability 0.93)")
        .contains("Doe, Jane", "4711", "Born: 1950-01-02, gender: female")
        .contains("Recorded: 2026-03-04 05:06:07 UTC+01:00", "Maker Cart 5 S123")
        .contains("dfnet/9.9.9", "Beats: 3 N", "25 mm/s, 10 mm/mV, no filter")
        .contains(Reading.INTENDED_USE);
  }

  @Test
  void saysTheIntervalsAndTheAxis() {
    Recording recording = Readings.anonymous();

    assertThat(words(page(recording, Readings.of(recording))))
        .contains("QRS duration 94 ms, QTc (Fridericia) 418 ms, QRS axis -31°")
        .contains("Not assessed: PR interval, QT interval");
  }

  @Test
  void marksWhereTheWavesOfABeatBeginAndEnd() {
    Recording recording = Readings.anonymous();

    assertThat(page(recording, Readings.of(recording)).marks())
        .filteredOn(Mark.Text.class::isInstance)
        .extracting(mark -> ((Mark.Text) mark).text())
        .contains("QRS", "J")
        .doesNotContain("P", "T end");
  }

  @Test
  void drawsTheTypicalBeatWithWhatWasMeasuredOnIt() {
    Recording recording = Readings.anonymous();

    PageContent content = PageContent.of(recording, Readings.of(recording));

    assertThat(content.panel().times())
        .extracting(TimeMark::label, mark -> Math.round(1000 * mark.seconds()))
        .containsExactly(tuple("QRS", 350L), tuple("J", 450L));
    assertThat(content.panel().leads())
        .extracting(LeadSignal::lead)
        .containsExactly(Lead.II, Lead.V1, Lead.V2, Lead.V5);
    assertThat(words(content.draw(recording, PageSettings.standard())))
        .contains("Typical beat, median of 3: QRS 94 ms (50 mm/s, 10 mm/mV)");
  }

  @Test
  void canSayAnotherStatus() {
    Recording recording = Readings.anonymous();
    Drawing page =
        PageContent.of(recording, Readings.of(recording))
            .signed("entered in error", java.util.List.of())
            .draw(recording, PageSettings.standard());

    assertThat(words(page)).contains("entered in error").doesNotContain("preliminary");
  }

  @Test
  void saysWhyThingsWereNotAssessed() {
    Recording recording = Readings.anonymous();

    String words = words(page(recording, Readings.of(recording)));

    assertThat(words)
        .contains("No statement")
        .contains("Not assessed: other abnormalities: the model has no such head")
        .contains("Not assessed: atrial fibrillation: fewer than 8 beats");
  }

  @Test
  void saysWhatTheRecordingDoesNotCarry() {
    Recording recording = Readings.anonymous();

    assertThat(words(page(recording, Readings.of(recording))))
        .contains("Patient: not stated", "Recorded: time not stated", "Device: not stated");
  }

  @Test
  void countsTheLinesOfStatementsThatDoNotFit() {
    Recording recording = Readings.anonymous();
    Statement[] many = Collections.nCopies(30, Readings.infarction()).toArray(Statement[]::new);

    assertThat(words(page(recording, Readings.of(recording, many))))
        .containsPattern("\\+ \\d\\d lines without room on this page");
  }

  @Test
  void keepsThePatientOutOfTheTitle() {
    Recording recording = Readings.recording("Doe", "Jane");

    assertThat(page(recording, Readings.of(recording)).title()).doesNotContain("Doe");
  }

  static Drawing page(Recording recording, Reading reading) {
    return ReadingPage.draw(recording, reading, PageSettings.standard());
  }

  /** All lines; those that wrap are joined by spaces. */
  static String words(Drawing drawing) {
    return drawing.marks().stream()
        .filter(Mark.Text.class::isInstance)
        .map(mark -> ((Mark.Text) mark).text())
        .collect(Collectors.joining(" "));
  }
}
