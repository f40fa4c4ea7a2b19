package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.jspecify.annotations.Nullable;

/** A {@code sequenceSet}: sequences that were recorded together, one of them mostly of time. */
final class SequenceSet {

  private final String place;
  private final List<LeadSignal> leads = new ArrayList<>();
  private final Set<Lead> seen = EnumSet.noneOf(Lead.class);
  private final List<String> notes;
  private @Nullable String head;
  private double secondsPerSample = Double.NaN;

  private SequenceSet(XmlCursor xml, List<String> notes) {
    this.place = xml.place();
    this.notes = notes;
  }

  /** Reads the set under the cursor. */
  static SequenceSet read(XmlCursor xml, List<String> notes) throws IOException, RefusedException {
    SequenceSet set = new SequenceSet(xml, notes);
    xml.children(
        () -> {
          if (xml.name().equals("component")) {
            xml.children(
                () -> {
                  if (xml.name().equals("sequence")) {
                    set.add(Sequence.read(xml));
                  }
                });
          }
        });
    return set;
  }

  private void add(Sequence sequence) throws RefusedException {
    if (sequence.isTime()) {
      time(sequence);
      return;
    }
    if (sequence.isAbsent()) {
      notes.add("a sequence was sent without a value and was left out");
      return;
    }
    Lead lead = sequence.lead();
    if (lead == null) {
      if (sequence.isOfVoltage()) {
        throw new RefusedException(
            Reason.UNSUPPORTED,
            "the sequence's code is not that of an ECG lead that is known here",
            sequence.place(),
            "code the lead as MDC_ECG_LEAD_I to MDC_ECG_LEAD_V9, or leave the sequence out");
      }
      notes.add("a sequence that is not of voltage was not read");
      return;
    }
    if (!seen.add(lead)) {
      throw new RefusedException(
          Reason.INVALID,
          "lead " + lead.label() + " stands twice in one sequence set",
          sequence.place(),
          "give each lead once");
    }
    LeadSignal signal = new LeadSignal(lead, sequence.microvolts(notes));
    if (!leads.isEmpty() && leads.get(0).length() != signal.length()) {
      throw new RefusedException(
          Reason.INVALID,
          "lead "
              + lead.label()
              + " has "
              + signal.length()
              + " samples, lead "
              + leads.get(0).lead().label()
              + " has "
              + leads.get(0).length(),
          sequence.place(),
          "give all leads of a sequence set the same number of samples");
    }
    leads.add(signal);
  }

  private void time(Sequence sequence) throws RefusedException {
    double seconds = sequence.increment();
    if (!Double.isNaN(secondsPerSample) && !Double.isNaN(seconds) && secondsPerSample != seconds) {
      throw new RefusedException(
          Reason.INVALID,
          "the sequence set has two time axes that differ",
          sequence.place(),
          "give one sampling interval for all leads of the set");
    }
    if (!Double.isNaN(seconds)) {
      secondsPerSample = seconds;
    }
    if (head == null && sequence.isAbsoluteTime()) {
      head = sequence.head();
    }
  }

  /** The leads in their order, possibly none. */
  List<LeadSignal> leads() {
    return leads;
  }

  /** When the first sample was taken as written on the time axis, null where it does not say. */
  @Nullable String head() {
    return head;
  }

  /** The sampling rate in hertz; refused where no time axis gives it. */
  double samplesPerSecond() throws RefusedException {
    if (Double.isNaN(secondsPerSample)) {
      throw new RefusedException(
          Reason.INVALID,
          "the sequence set gives no sampling interval",
          place,
          "add a TIME_ABSOLUTE or TIME_RELATIVE sequence with an increment in s or ms");
    }
    // 1/0.002 is 500 in double arithmetic, 1/0.001953125 is 512; a rate near a whole number is it.
    double rate = 1 / secondsPerSample;
    if (Double.isInfinite(rate)) {
      throw new RefusedException(
          Reason.INVALID,
          "the sampling interval is too small for a number",
          place,
          "give the time between two samples");
    }
    return Math.abs(rate - Math.rint(rate)) < 1e-9 * rate ? Math.rint(rate) : rate;
  }

  /** Whether this set's leads were recorded together with those of another. */
  boolean continues(SequenceSet first) {
    boolean disjoint = leads.stream().noneMatch(lead -> first.seen.contains(lead.lead()));
    String start = first.head == null ? "" : first.head;
    return disjoint
        && !leads.isEmpty()
        && leads.get(0).length() == first.leads.get(0).length()
        && (Double.isNaN(secondsPerSample) || secondsPerSample == first.secondsPerSample)
        && (head == null || head.equals(start));
  }

  String place() {
    return place;
  }
}
