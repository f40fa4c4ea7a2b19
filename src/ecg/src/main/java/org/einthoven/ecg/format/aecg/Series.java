package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.LeadSignal;
import org.jspecify.annotations.Nullable;

/** A {@code series} of a document: waveforms of one recorder at one time. */
final class Series {

  /** What the samples are if not a rhythm: an average or a chosen beat. */
  private static final Pattern NO_RHYTHM =
      Pattern.compile("BEAT|MEDIAN|AVERAGE|TEMPLATE|DERIVED", Pattern.CASE_INSENSITIVE);

  private final XmlCursor xml;
  private final List<String> notes = new ArrayList<>();
  private final List<SequenceSet> sets = new ArrayList<>();
  private String code = "";
  private V3Interval time = V3Interval.NONE;
  private @Nullable DeviceAsSent device;
  private int derived;
  private int annotationSets;

  private Series(XmlCursor xml) {
    this.xml = xml;
  }

  /** Reads the series under the cursor. */
  static Series read(XmlCursor xml) throws IOException, RefusedException {
    Series series = new Series(xml);
    xml.children(series::part);
    return series;
  }

  private void part() throws IOException, RefusedException {
    switch (xml.name()) {
      case "code" -> {
        String written = xml.attribute("code");
        code = written == null ? "" : written.strip();
      }
      case "effectiveTime" -> time = V3Interval.read(xml);
      case "author" -> device = SeriesDevice.read(xml);
      case "component" -> {
        if (!NO_RHYTHM.matcher(code).find()) {
          xml.children(this::set);
        }
      }
      case "derivation" -> derived++;
      case "subjectOf" -> annotationSets++;
      default -> {}
    }
  }

  private void set() throws IOException, RefusedException {
    if (xml.name().equals("sequenceSet")) {
      SequenceSet set = SequenceSet.read(xml, notes);
      if (!set.leads().isEmpty()) {
        sets.add(set);
      }
    }
  }

  /** Whether this is a rhythm with samples, as far as its code says. */
  boolean isRhythm() {
    return !sets.isEmpty() && !NO_RHYTHM.matcher(code).find();
  }

  /** The leads of the first sequence set and of those that were recorded together with it. */
  List<LeadSignal> leads() {
    SequenceSet first = sets.get(0);
    List<LeadSignal> leads = new ArrayList<>(first.leads());
    for (SequenceSet other : sets.subList(1, sets.size())) {
      boolean fresh =
          other.leads().stream()
              .noneMatch(more -> leads.stream().anyMatch(had -> had.lead() == more.lead()));
      if (fresh && other.continues(first)) {
        leads.addAll(other.leads());
      } else {
        notes.add(
            "a further sequence set of "
                + other.leads().size()
                + " leads at another time was not read");
      }
    }
    return leads;
  }

  double samplesPerSecond() throws RefusedException {
    return sets.get(0).samplesPerSecond();
  }

  /** The start on the time axis, null where the axis gives none. */
  @Nullable String head() {
    return sets.get(0).head();
  }

  V3Interval time() {
    return time;
  }

  @Nullable DeviceAsSent device() {
    return device;
  }

  /** What was left out, said after {@link #leads()}. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (!code.toUpperCase(Locale.ROOT).equals("RHYTHM")) {
      all.add("the series is not coded RHYTHM and was read as rhythm");
    }
    if (derived > 0) {
      all.add("the series derived from the rhythm was not read");
    }
    if (annotationSets > 0) {
      all.add("the sender's own annotations were not read");
    }
    return all;
  }
}
