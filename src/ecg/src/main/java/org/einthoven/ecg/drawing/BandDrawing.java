package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;

/** Draws the strips of a page with the marks that belong to them. */
final class BandDrawing {

  private static final double LABEL_SIZE = 3;
  private static final double SMALL_SIZE = 2.2;

  /** In lower rows a name at the foot would seem to belong to the row below. */
  private static final double NAME_BELOW = 20;

  private static final double BEAT_SIZE = 2.4;
  private static final double TRIANGLE = 0.9;
  private static final Pen INTERVAL = new Pen(Ink.INTERVAL, 0.12);
  private static final Pen SEPARATOR = new Pen(Ink.TRACE, 0.15);

  private final Recording recording;
  private final Sheet sheet;
  private final Map<Strip, StripSignal> signals = new HashMap<>();
  private final TextRoom room;
  private final List<Mark> traces = new ArrayList<>();
  private final List<Mark> over = new ArrayList<>();

  /**
   * A drawing of the bands of a sheet.
   *
   * @param room the texts of the page so far, to which those of the bands are added
   */
  BandDrawing(Recording recording, Sheet sheet, TextRoom room) {
    this.room = room;
    this.recording = recording;
    this.sheet = sheet;
    for (Sheet.Band band : sheet.bands()) {
      for (List<Strip> row : band.rows()) {
        for (Strip strip : row) {
          StripSignal.of(recording, strip).ifPresent(signal -> signals.put(strip, signal));
        }
      }
    }
  }

  /** All strips with their names, calibration pulses, beats and other marks. */
  List<Mark> draw(List<BeatMark> beats, List<TimeMark> times) {
    for (Sheet.Band band : sheet.bands()) {
      traces.addAll(GridPaper.pulses(band));
      time(band);
      if (band.group().beatsMarked()) {
        beats(band, beats);
      }
    }
    sheet.bands().forEach(band -> band.rows().forEach(row -> row.forEach(this::name)));
    CutMarks cuts = new CutMarks(sheet, room);
    for (Sheet.Band band : sheet.bands()) {
      band.rows().forEach(row -> row.forEach(strip -> trace(strip, cuts)));
    }
    cuts.draw(over);
    sheet.bands().forEach(band -> times(band, times));
    List<Mark> all = new ArrayList<>(traces);
    all.addAll(over);
    return all;
  }

  private void time(Sheet.Band band) {
    double last = sheet.bands().get(sheet.bands().size() - 1).group().fromSeconds();
    if (last > 0) {
      String seconds = TracingPage.number(band.group().fromSeconds()) + " s";
      place(small(Sheet.LEFT + 0.7, band.bottom() - 0.8, Ink.TEXT, seconds));
    }
  }

  /** Puts the name where the trace does not go through it, if there is such a place. */
  private void name(Strip strip) {
    Lead lead = strip.lead();
    String label = lead == Lead.UNSPECIFIED ? "lead not named" : lead.label();
    List<Mark.Text> places = new ArrayList<>();
    for (double y : new double[] {strip.top() + LABEL_SIZE, strip.bottom() - LABEL_SIZE / 3}) {
      places.add(
          new Mark.Text(strip.left() + 1, y, LABEL_SIZE, Mark.Anchor.START, Ink.TEXT, true, label));
    }
    double[] box = TextRoom.box(places.get(0));
    if (strip.height() >= NAME_BELOW && passes(strip, box[0], box[2], box[3])) {
      Collections.reverse(places);
    }
    room.placeOneOf(places, over);
    StripSignal signal = signals.get(strip);
    if (signal != null && signal.offsetMillivolts() != 0) {
      double offset = signal.offsetMillivolts();
      String moved =
          String.format(
              Locale.ROOT, "drawn %.1f mV %s", Math.abs(offset), offset > 0 ? "lower" : "higher");
      room.placeOneOf(
          places.stream().map(at -> small(box[2] + 1, at.y(), Ink.FAINT, moved)).toList(), over);
    }
    if (strip.left() > Sheet.LEFT + Sheet.CALIBRATION_WIDTH) {
      double x = strip.left();
      double zero = strip.zero();
      traces.add(
          new Mark.Lines(
              new double[] {x, zero - 5, x, zero - 2, x, zero + 2, x, zero + 5}, SEPARATOR));
    }
  }

  /** Whether the trace comes above a height within a stretch of the strip. */
  private boolean passes(Strip strip, double left, double right, double bottom) {
    StripSignal signal = signals.get(strip);
    return signal != null && signal.passes(left, right, bottom);
  }

  private void trace(Strip strip, CutMarks cuts) {
    StripSignal signal = signals.get(strip);
    if (signal == null) {
      place(small(strip.left() + 12, strip.zero(), Ink.FAINT, "not recorded"));
      return;
    }
    Trace trace = signal.trace(Sheet.TOP, sheet.bottom());
    traces.addAll(trace.lines());
    trace.cuts().forEach(cuts::add);
    if (strip.fromSeconds() >= recording.durationSeconds()) {
      place(small(strip.left() + 12, strip.zero(), Ink.FAINT, "after the end of the recording"));
    } else if (trace.lines().isEmpty() && trace.cuts().isEmpty()) {
      place(small(strip.left() + 12, strip.zero(), Ink.WARNING, "samples missing"));
    }
  }

  private void beats(Sheet.Band band, List<BeatMark> beats) {
    double foot = band.top() - 0.3;
    for (Strip strip : band.rows().get(0)) {
      for (BeatMark beat : beats) {
        if (isIn(strip, beat.seconds())) {
          double x = strip.x(beat.seconds());
          beat(x, foot, beat.beatClass(), passes(strip, x - TRIANGLE, x + TRIANGLE, foot));
        }
      }
    }
  }

  /** A triangle at the beat and its letter above; where the trace is in the way, beside it. */
  private void beat(double x, double foot, BeatClass beatClass, boolean tall) {
    Ink ink = Ink.of(beatClass);
    double top = foot - 1.5 * TRIANGLE;
    over.add(new Mark.Filled(new double[] {x - TRIANGLE, top, x + TRIANGLE, top, x, foot}, ink));
    Mark.Text above = letter(x, top - 0.6, Mark.Anchor.MIDDLE, beatClass);
    Mark.Text right = letter(x + 1.2 * TRIANGLE, top, Mark.Anchor.START, beatClass);
    Mark.Text left = letter(x - 1.2 * TRIANGLE, top, Mark.Anchor.END, beatClass);
    room.placeOneOf(tall ? List.of(right, left, above) : List.of(above, right, left), over);
  }

  private static Mark.Text letter(double x, double y, Mark.Anchor anchor, BeatClass beatClass) {
    boolean strong = beatClass != BeatClass.N;
    return new Mark.Text(x, y, BEAT_SIZE, anchor, Ink.of(beatClass), strong, beatClass.name());
  }

  private void times(Sheet.Band band, List<TimeMark> times) {
    List<Double> lines = new ArrayList<>();
    for (Strip strip : band.rows().get(0)) {
      for (TimeMark time : times) {
        if (!isIn(strip, time.seconds())) {
          continue;
        }
        double x = strip.x(time.seconds());
        lines.addAll(List.of(x, band.top(), x, band.bottom()));
        if (band.group().beatsMarked()) {
          room.placeOneOf(levels(x + 0.4, band.bottom(), time.label()), over);
        }
      }
    }
    if (!lines.isEmpty()) {
      over.add(new Mark.Lines(lines.stream().mapToDouble(Double::doubleValue).toArray(), INTERVAL));
    }
  }

  private static List<Mark.Text> levels(double x, double bottom, String label) {
    List<Mark.Text> levels = new ArrayList<>();
    for (int level = 0; level < 4; level++) {
      double y = bottom - 0.7 - level * 1.2 * SMALL_SIZE;
      String text = Lettering.shorten(label, SMALL_SIZE, false, Sheet.LEFT + Sheet.GRID_WIDTH - x);
      levels.add(small(x, y, Ink.INTERVAL, text));
    }
    return levels;
  }

  private static boolean isIn(Strip strip, double seconds) {
    return seconds >= strip.fromSeconds() && seconds < strip.toSeconds();
  }

  private void place(Mark.Text text) {
    room.placeOneOf(List.of(text), over);
  }

  private static Mark.Text small(double x, double y, Ink ink, String text) {
    return new Mark.Text(x, y, SMALL_SIZE, Mark.Anchor.START, ink, false, text);
  }
}
