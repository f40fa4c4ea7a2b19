package org.einthoven.ecg.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingPageTest {

  private static final Offset<Double> MICROMETRE = within(1e-3);

  @ParameterizedTest
  @CsvSource({"25, 5", "25, 10", "25, 20", "50, 5", "50, 10", "50, 20"})
  void drawsTheCalibrationPulseOneMillivoltHighAndTwoHundredMillisecondsWide(int speed, int gain) {
    Recording recording = Pages.flat(Pages.TWELVE, 10, 500);

    for (PageLayout layout : PageLayout.values()) {
      Drawing drawing =
          Pages.draw(
              recording, new PageSettings(new PaperScale(speed, gain), layout, 0, List.of()));

      assertThat(Pages.pulses(drawing)).isNotEmpty();
      for (double[] pulse : Pages.pulses(drawing)) {
        assertThat(pulse[3] - pulse[5]).isEqualTo(gain, MICROMETRE);
        assertThat(pulse[6] - pulse[4]).isEqualTo(0.2 * speed, MICROMETRE);
        assertThat(pulse[10]).isLessThanOrEqualTo(Pages.ZERO_X);
        assertThat(pulse[5]).isGreaterThanOrEqualTo(Sheet.TOP);
      }
    }
  }

  @Test
  void putsAPeakWhereItsTimeAndVoltageSay() {
    Recording recording = Pages.flat(List.of(Lead.II), 10, 500);
    Pages.set(recording, Lead.II, 1.0, 1.25);

    double[] trace = Pages.traces(Pages.draw(recording, PageLayout.AUTOMATIC)).get(0);

    assertThat(Pages.peak(trace)[0]).isEqualTo(Pages.ZERO_X + 25, MICROMETRE);
    assertThat(trace[1] - Pages.peak(trace)[1]).isEqualTo(12.5, MICROMETRE);
  }

  @Test
  void putsBeatsEightHundredMillisecondsApartTwentyMillimetresApart() {
    Recording recording = Pages.flat(Pages.TWELVE, 10, 500);
    List<BeatMark> beats = List.of(new BeatMark(1, BeatClass.N), new BeatMark(1.8, BeatClass.V));

    Drawing drawing =
        TracingPage.draw(
            recording, Pages.text("x"), beats, List.of(), Pages.settings(PageLayout.THREE_BY_FOUR));

    Mark.Text normal = Pages.text(drawing, "N");
    Mark.Text ventricular = Pages.text(drawing, "V");
    assertThat(ventricular.x() - normal.x()).isEqualTo(20, MICROMETRE);
    assertThat(normal.x()).isEqualTo(Pages.ZERO_X + 25, MICROMETRE);
    assertThat(ventricular.ink()).isNotEqualTo(normal.ink());
  }

  @ParameterizedTest
  @EnumSource(BeatClass.class)
  void marksEveryClassOfBeatsByItsOwnLetterAndColour(BeatClass beatClass) {
    Drawing drawing =
        TracingPage.draw(
            Pages.flat(List.of(Lead.I), 10, 250),
            Pages.text("x"),
            List.of(new BeatMark(2, beatClass)),
            List.of(),
            PageSettings.standard());

    assertThat(Pages.text(drawing, beatClass.name()).ink()).isEqualTo(Ink.of(beatClass));
    assertThat(Stream.of(BeatClass.values()).map(Ink::of)).doesNotHaveDuplicates();
  }

  @Test
  void putsTheLetterBesideABeatThatReachesAsHigh() {
    Recording recording = Pages.flat(List.of(Lead.II), 10, 500);
    Pages.set(recording, Lead.II, 2, 2.4);

    Drawing drawing =
        TracingPage.draw(
            recording,
            Pages.text("x"),
            List.of(new BeatMark(2, BeatClass.V)),
            List.of(),
            PageSettings.standard());

    assertThat(Pages.text(drawing, "V").x()).isGreaterThan(Pages.ZERO_X + 51);
  }

  @Test
  void showsColumnsOneAfterTheOtherInTime() {
    Recording recording = Pages.flat(Pages.TWELVE, 10, 500);
    Pages.set(recording, Lead.V1, 6, 1);

    Drawing drawing = Pages.draw(recording, PageLayout.THREE_BY_FOUR);

    double[] peak =
        Pages.traces(drawing).stream()
            .map(Pages::peak)
            .filter(point -> Math.abs(point[0] - Pages.ZERO_X - 150) < 1e-6)
            .findFirst()
            .orElseThrow();
    assertThat(peak[0]).isEqualTo(Pages.ZERO_X + 150, MICROMETRE);
    assertThat(Pages.text(drawing, "V1").x()).isEqualTo(Pages.ZERO_X + 126, MICROMETRE);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 8, 3, 2, 1})
  void drawsEveryLayoutWithAnyNumberOfLeads(int count) {
    List<Lead> leads =
        count == 8
            ? List.of(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6)
            : Pages.TWELVE.subList(0, count);
    Recording recording = Pages.flat(leads, 10, 500);

    for (PageLayout layout : PageLayout.values()) {
      Drawing drawing = Pages.draw(recording, layout);

      List<String> words = Pages.words(drawing);
      assertThat(words).containsAll(leads.stream().map(Lead::label).toList());
      assertThat(Pages.overlaps(drawing)).isEmpty();
      assertThat(Pages.outside(drawing)).isEmpty();
      boolean standard = layout != PageLayout.ROWS && layout != PageLayout.AUTOMATIC;
      assertThat(words.stream().filter("not recorded"::equals)).hasSize(standard ? 12 - count : 0);
      int rhythm = layout.fitting(recording) == PageLayout.THREE_BY_FOUR ? 1 : 0;
      assertThat(Pages.traces(drawing)).hasSize(count + rhythm);
    }
  }

  @Test
  void continuesALongRecordingOfOneLeadUnderneath() {
    Recording recording = Pages.flat(List.of(Lead.I), 35, 300);
    Pages.set(recording, Lead.I, 21, 1);

    Drawing drawing = Pages.draw(recording, PageLayout.AUTOMATIC);

    List<double[]> traces = Pages.traces(drawing);
    assertThat(traces).hasSize(4);
    assertThat(Pages.peak(traces.get(2))[0]).isEqualTo(Pages.ZERO_X + 25, MICROMETRE);
    assertThat(traces.get(3)[traces.get(3).length - 2]).isLessThan(Pages.ZERO_X + 125);
    assertThat(Pages.words(drawing)).contains("0 s", "10 s", "20 s", "30 s");
  }

  @Test
  void saysWhichPartOfALongRecordingIsShownAndWhichLeadsAreNot() {
    Recording recording = Pages.flat(List.of(Lead.MODIFIED_LIMB, Lead.V1), 1800, 100);
    assertThat(Pages.words(Pages.draw(recording, PageLayout.AUTOMATIC)))
        .contains("shown: 0 s to 20 s of 1800 s");

    assertThat(
            Pages.words(
                Pages.draw(
                    recording,
                    new PageSettings(PaperScale.STANDARD, PageLayout.ROWS, 60, List.of()))))
        .contains("shown: 60 s to 80 s of 1800 s", "60 s", "70 s");
    assertThat(Pages.words(Pages.draw(recording, PageLayout.SIX_BY_TWO)))
        .contains("shown: 0 s to 10 s of 1800 s; not drawn: MLII");
  }

  @Test
  void cutsWhatWouldLeaveTheGridAndSaysHowFarItReaches() {
    Recording recording = Pages.flat(List.of(Lead.II), 10, 500);
    Pages.set(recording, Lead.II, 2, 9);
    Pages.set(recording, Lead.II, 5, -30);

    Drawing drawing = Pages.draw(recording, PageLayout.AUTOMATIC);

    assertThat(Pages.words(drawing)).contains("cut: 9.0 mV", "cut: -30.0 mV");
    double top = Sheet.TOP;
    for (double[] trace : Pages.traces(drawing)) {
      for (int i = 1; i < trace.length; i += 2) {
        assertThat(trace[i]).isBetween(top, top + 60);
      }
    }
    assertThat(Pages.overlaps(drawing)).isEmpty();
  }

  @Test
  void letsATraceRunOverItsNeighbours() {
    Recording recording = Pages.flat(Pages.TWELVE, 10, 500);
    Pages.set(recording, Lead.V6, 2, 5);
    Pages.set(recording, Lead.I, 2, 1.4);

    Drawing drawing = Pages.draw(recording, PageLayout.TWELVE_BY_ONE);

    double[] v6 = Pages.traces(drawing).get(11);
    assertThat(v6[1] - Pages.peak(v6)[1]).isEqualTo(50, MICROMETRE);
    assertThat(Pages.words(drawing)).noneMatch(word -> word.startsWith("cut"));
  }

  @Test
  void survivesNoiseBeyondAllBounds() {
    Recording recording = Pages.flat(Pages.TWELVE, 10, 500);
    for (Lead lead : Pages.TWELVE) {
      float[] samples = recording.signal(lead).orElseThrow().microvolts();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = i % 7 == 0 ? Float.MAX_VALUE : i % 11 == 0 ? -Float.MAX_VALUE : 0;
      }
    }

    for (PageLayout layout : PageLayout.values()) {
      Drawing drawing = Pages.draw(recording, layout);

      assertThat(Pages.overlaps(drawing)).isEmpty();
      assertThat(Pages.outside(drawing)).isEmpty();
      assertThat(SvgRenderer.render(drawing)).doesNotContain("NaN");
    }
  }

  @Test
  void movesALeadFarFromZeroIntoItsRowAndSaysSo() {
    Recording recording = Pages.flat(List.of(Lead.V2), 10, 500);
    Arrays.fill(recording.leads().get(0).microvolts(), 12_340f);

    Drawing drawing = Pages.draw(recording, PageLayout.AUTOMATIC);

    assertThat(Pages.words(drawing)).contains("V2", "drawn 12.3 mV lower");
    assertThat(Pages.words(drawing)).noneMatch(word -> word.startsWith("cut"));
  }

  @Test
  void marksTimesWithLinesAndLabelsThatDoNotLieOverEachOther() {
    Recording recording = Pages.flat(List.of(Lead.II), 10, 500);
    List<TimeMark> times =
        List.of(
            new TimeMark(1.00, "P onset"),
            new TimeMark(1.10, "P end"),
            new TimeMark(1.16, "QRS onset"),
            new TimeMark(1.25, "QRS end"),
            new TimeMark(1.55, "T end"));

    Drawing drawing =
        TracingPage.draw(recording, Pages.text("x"), List.of(), times, PageSettings.standard());

    assertThat(Pages.words(drawing)).contains("P onset", "P end", "QRS onset", "QRS end", "T end");
    assertThat(Pages.overlaps(drawing)).isEmpty();
    double[] lines =
        drawing.marks().stream()
            .filter(Mark.Lines.class::isInstance)
            .map(Mark.Lines.class::cast)
            .filter(mark -> mark.pen().ink() == Ink.INTERVAL)
            .findFirst()
            .orElseThrow()
            .ends();
    assertThat(lines).hasSize(20);
    assertThat(lines[0]).isEqualTo(Pages.ZERO_X + 25, MICROMETRE);
  }

  @Test
  void countsLabelsThatFindNoRoom() {
    List<TimeMark> times =
        IntStream.range(0, 40).mapToObj(i -> new TimeMark(1 + i * 0.001, "onset")).toList();

    Drawing drawing =
        TracingPage.draw(
            Pages.flat(List.of(Lead.II), 10, 500),
            Pages.text("x"),
            List.of(),
            times,
            PageSettings.standard());

    assertThat(Pages.words(drawing)).contains("labels without room: 36");
  }

  @Test
  void putsTheNameOfALeadOutOfTheWayOfItsTrace() {
    Recording recording = Pages.flat(List.of(Lead.II, Lead.V1), 10, 500);
    Pages.set(recording, Lead.II, 0.1, 2.2);

    Drawing drawing = Pages.draw(recording, PageLayout.AUTOMATIC);

    double below = Pages.traces(drawing).get(0)[1];
    assertThat(Pages.text(drawing, "II").y()).isGreaterThan(below);
    assertThat(Pages.text(drawing, "V1").y()).isLessThan(Pages.traces(drawing).get(1)[1]);
  }

  @Test
  void saysThatALeadWasNotNamed() {
    Recording recording = Pages.flat(List.of(Lead.UNSPECIFIED), 10, 300);

    assertThat(Pages.words(Pages.draw(recording, PageLayout.AUTOMATIC))).contains("lead not named");
  }

  @Test
  void saysWhereALeadHasNoSamples() {
    Recording recording = Pages.flat(Pages.TWELVE, 4, 500);
    Pages.missing(recording, Lead.AVR, 2, 4);

    assertThat(Pages.words(Pages.draw(recording, PageLayout.THREE_BY_FOUR)))
        .containsOnlyOnce("samples missing")
        .contains("after the end of the recording");
  }

  @Test
  void saysHowItIsDrawn() {
    Recording recording = Pages.flat(List.of(Lead.II), 10, 500);

    assertThat(Pages.words(Pages.draw(recording, PageSettings.standard())))
        .contains("25 mm/s, 10 mm/mV, no filter (drawn as recorded), 500 samples/s");
    assertThat(
            Pages.words(
                Pages.draw(
                    recording,
                    new PageSettings(
                        new PaperScale(50, 20), PageLayout.ROWS, 0, List.of("50 Hz notch")))))
        .contains("50 mm/s, 20 mm/mV, filters: 50 Hz notch, 500 samples/s");
  }

  @Test
  void wrapsAndShortensTextInsteadOfLettingItOverlap() {
    String[] lines =
        IntStream.range(0, 60)
            .mapToObj(i -> "Statement " + i + " " + "of many words ".repeat(i))
            .toArray(String[]::new);
    PageText.Column column = Pages.text(lines).columns().get(0);
    PageText.Column name =
        new PageText.Column(1, List.of(new PageText.Entry("W".repeat(4000), true)));
    PageText text =
        new PageText(
            "T".repeat(500),
            "S".repeat(500),
            List.of(name, column, column),
            List.of("note ".repeat(400)));

    Drawing drawing =
        TracingPage.draw(
            Pages.flat(Pages.TWELVE, 10, 500), text, List.of(), List.of(), PageSettings.standard());

    List<Mark> withNote = new ArrayList<>(drawing.marks());
    withNote.add(Unshown.note(12_345, Lettering.UNSHOWN).orElseThrow());
    assertThat(Pages.overlaps(new Drawing("t", 297, 210, withNote))).isEmpty();
    assertThat(Pages.outside(drawing)).isEmpty();
    assertThat(Pages.words(drawing))
        .anyMatch(word -> word.endsWith("…"))
        .filteredOn(word -> word.matches("\\+ \\d+ lines without room on this page"))
        .hasSize(4);
  }

  @Test
  void refusesScalesThatNobodyReads() {
    assertThatThrownBy(() -> new PaperScale(30, 10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageSettings(PaperScale.STANDARD, PageLayout.ROWS, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
