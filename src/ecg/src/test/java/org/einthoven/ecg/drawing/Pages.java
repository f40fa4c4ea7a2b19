package org.einthoven.ecg.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/** Recordings with known samples, and ways to look at what was drawn of them. */
final class Pages {

  static final List<Lead> TWELVE =
      List.of(
          Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3,
          Lead.V4, Lead.V5, Lead.V6);

  static final double ZERO_X = Sheet.LEFT + Sheet.CALIBRATION_WIDTH;

  private Pages() {}

  static Recording flat(List<Lead> leads, double seconds, double rate) {
    int length = (int) Math.round(seconds * rate);
    List<LeadSignal> signals =
        leads.stream().map(lead -> new LeadSignal(lead, new float[length])).toList();
    return new Recording(signals, rate, null, null, null, Source.of("test"));
  }

  static void set(Recording recording, Lead lead, double seconds, double millivolts) {
    int sample = (int) Math.round(seconds * recording.samplesPerSecond());
    recording.signal(lead).orElseThrow().microvolts()[sample] = (float) (1000 * millivolts);
  }

  static void missing(Recording recording, Lead lead, double from, double to) {
    double rate = recording.samplesPerSecond();
    float[] samples = recording.signal(lead).orElseThrow().microvolts();
    Arrays.fill(samples, (int) Math.round(from * rate), (int) Math.round(to * rate), Float.NaN);
  }

  static PageText text(String... lines) {
    List<PageText.Entry> entries =
        Arrays.stream(lines).map(line -> new PageText.Entry(line, false)).toList();
    return new PageText(
        "Title", "preliminary", List.of(new PageText.Column(1, entries)), List.of("A note."));
  }

  static PageSettings settings(PageLayout layout) {
    return new PageSettings(PaperScale.STANDARD, layout, 0, List.of());
  }

  static Drawing draw(Recording recording, PageLayout layout) {
    return TracingPage.draw(recording, text("x"), List.of(), List.of(), settings(layout));
  }

  static Drawing draw(Recording recording, PageSettings settings) {
    return TracingPage.draw(recording, text("x"), List.of(), List.of(), settings);
  }

  /** Trace lines, calibration pulses left out. */
  static List<double[]> traces(Drawing drawing) {
    return polylines(drawing).stream().filter(points -> points[0] >= ZERO_X - 1e-9).toList();
  }

  static List<double[]> pulses(Drawing drawing) {
    return polylines(drawing).stream().filter(points -> points[0] < ZERO_X - 1e-9).toList();
  }

  private static List<double[]> polylines(Drawing drawing) {
    return drawing.marks().stream()
        .filter(Mark.Polyline.class::isInstance)
        .map(mark -> ((Mark.Polyline) mark).points())
        .toList();
  }

  static List<Mark.Text> texts(Drawing drawing) {
    return drawing.marks().stream()
        .filter(Mark.Text.class::isInstance)
        .map(Mark.Text.class::cast)
        .toList();
  }

  static List<String> words(Drawing drawing) {
    return texts(drawing).stream().map(Mark.Text::text).toList();
  }

  static Mark.Text text(Drawing drawing, String words) {
    return texts(drawing).stream().filter(t -> t.text().equals(words)).findFirst().orElseThrow();
  }

  /** The highest point of a line, as x and y. */
  static double[] peak(double[] points) {
    double[] peak = {points[0], points[1]};
    for (int i = 0; i < points.length; i += 2) {
      if (points[i + 1] < peak[1]) {
        peak = new double[] {points[i], points[i + 1]};
      }
    }
    return peak;
  }

  /** Pairs of texts of which one lies over the other, for a message. */
  static List<String> overlaps(Drawing drawing) {
    List<Mark.Text> texts = texts(drawing);
    List<String> overlaps = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      double[] a = TextRoom.box(texts.get(i));
      for (int j = 0; j < i; j++) {
        double[] b = TextRoom.box(texts.get(j));
        if (a[0] < b[2] - 1e-6 && b[0] < a[2] - 1e-6 && a[1] < b[3] && b[1] < a[3]) {
          overlaps.add(texts.get(i).text() + " | " + texts.get(j).text());
        }
      }
    }
    return overlaps;
  }

  /** Texts that reach beyond what a printer prints. */
  static List<String> outside(Drawing drawing) {
    double edge = 3.5;
    return texts(drawing).stream()
        .filter(
            text -> {
              double[] box = TextRoom.box(text);
              return box[0] < edge
                  || box[1] < edge
                  || box[2] > drawing.widthMillimetres() - edge
                  || box[3] > drawing.heightMillimetres() - edge;
            })
        .map(Mark.Text::text)
        .toList();
  }
}
