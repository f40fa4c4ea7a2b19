package org.einthoven.fhir.recording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.fhir.waveform.WaveformLookup;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.SampledData;
import org.jspecify.annotations.Nullable;

/** Decodes the signals of one recording and joins the segments of each lead. */
final class Signals {

  private static final BigDecimal MILLISECONDS_PER_SECOND = BigDecimal.valueOf(1000);

  private final int mostSamples;
  private final WaveformLookup lookup;
  private final Map<Lead, List<float[]>> segments = new EnumMap<>(Lead.class);
  private final Map<Lead, SignalPart> firsts = new EnumMap<>(Lead.class);
  private int samples;
  private boolean anyValue;
  private EcgInput.@Nullable NotAnalysable unitless;

  Signals(int mostSamples, WaveformLookup lookup) {
    this.mostSamples = mostSamples;
    this.lookup = lookup;
  }

  /**
   * Leads of one length.
   *
   * @param obstacle why they cannot be judged; empty when they can
   */
  record Joined(
      List<LeadSignal> leads, double samplesPerSecond, Optional<EcgInput.NotAnalysable> obstacle) {}

  /**
   * Decodes and joins.
   *
   * @param parts at least one
   * @param apart whether the parts come from several Observations, where a repeated lead is no
   *     segment
   * @throws Refusal on whatever contradicts itself or is not a number
   */
  Joined join(List<SignalPart> parts, boolean apart, List<String> notes) {
    SignalPart first = parts.get(0);
    BigDecimal period = period(first);
    for (SignalPart part : parts) {
      if (period(part).compareTo(period) != 0) {
        throw Refusal.invalid(
            "the leads have different sampling periods",
            part.place() + ".period",
            "send leads of one sampling rate in one recording");
      }
      checkRepeat(part, apart);
      decode(part, notes);
    }
    List<LeadSignal> leads = new ArrayList<>();
    int length = -1;
    for (Map.Entry<Lead, List<float[]>> entry : inOrder(parts).entrySet()) {
      float[] whole = concatenated(entry.getValue());
      if (length >= 0 && whole.length != length) {
        SignalPart part = Objects.requireNonNull(firsts.get(entry.getKey()));
        throw Refusal.invalid(
            "lead "
                + entry.getKey().label()
                + " has "
                + whole.length
                + " samples where the leads before it have "
                + length,
            part.place() + ".data",
            "send leads of equal length; E stands for a missing value");
      }
      length = whole.length;
      leads.add(new LeadSignal(entry.getKey(), whole));
    }
    return new Joined(leads, samplesPerSecond(period), obstacle(first, length));
  }

  private Optional<EcgInput.NotAnalysable> obstacle(SignalPart first, int length) {
    if (length <= 0 || !anyValue) {
      return Optional.of(
          new EcgInput.NotAnalysable(
              "the signal holds no value", first.place() + ".data", "send the samples"));
    }
    return Optional.ofNullable(unitless);
  }

  private void checkRepeat(SignalPart part, boolean apart) {
    SignalPart earlier = firsts.putIfAbsent(part.lead(), part);
    if (earlier == null) {
      return;
    }
    String label = part.lead().label();
    if (part.lead() == Lead.UNSPECIFIED) {
      throw Refusal.invalid(
          "several signals leave their lead open, so that they may be leads or segments",
          part.place(),
          LeadCodes.FAMILIES);
    }
    if (apart) {
      throw Refusal.invalid(
          "lead " + label + " comes in two Observations of the same subject, time and device",
          part.place(),
          "give each recording its own time, or its segments as components of one Observation");
    }
    if (!sameWords(earlier.concept(), part.concept(), part.lead())) {
      throw Refusal.invalid(
          "lead " + label + " stands twice under different names",
          part.place(),
          "name the segments of one lead alike, or give the other lead its own code");
    }
  }

  /** Whether two concepts of one lead say the same, or nothing beyond that lead. */
  private static boolean sameWords(CodeableConcept one, CodeableConcept other, Lead lead) {
    return (plain(one, lead) && plain(other, lead))
        || (words(one).equals(words(other)) && Objects.equals(one.getText(), other.getText()));
  }

  private static boolean plain(CodeableConcept concept, Lead lead) {
    return words(concept).stream().allMatch(word -> names(word, lead))
        && names(concept.getText(), lead);
  }

  private static boolean names(@Nullable String word, Lead lead) {
    return word == null || LeadLabels.mentioned(word).filter(lead::equals).isPresent();
  }

  private static List<String> words(CodeableConcept concept) {
    return concept.getCoding().stream().filter(Coding::hasDisplay).map(Coding::getDisplay).toList();
  }

  private void decode(SignalPart part, List<String> notes) {
    SampledData signal = part.signal();
    if (!signal.hasDimensions()) {
      throw Refusal.invalid(
          "the number of dimensions is missing", part.place() + ".dimensions", "send 1");
    }
    if (signal.getDimensions() != 1) {
      throw new Refusal(
          ReadResult.Reason.UNSUPPORTED,
          "the samples have " + signal.getDimensions() + " dimensions",
          part.place() + ".dimensions",
          "send each lead by itself, with one dimension");
    }
    SampleText.Scale scale = scale(part);
    String place = part.place() + ".data";
    String data = signal.getData() == null ? "" : signal.getData();
    String text =
        lookup
            .resolve(data)
            .orElseThrow(() -> new IllegalStateException("the waveform at " + place + " is lost"));
    SampleText.Samples decoded = SampleText.decode(text, scale, mostSamples - samples, place);
    samples += decoded.microvolts().length;
    anyValue |= decoded.missing() < decoded.microvolts().length;
    if (decoded.missing() > 0) {
      notes.add(place + " marks " + decoded.missing() + " values as missing");
    }
    segments.computeIfAbsent(part.lead(), lead -> new ArrayList<>()).add(decoded.microvolts());
  }

  private SampleText.Scale scale(SignalPart part) {
    SampledData signal = part.signal();
    String origin = part.place() + ".origin";
    if (!signal.hasOrigin() || !signal.getOrigin().hasValue()) {
      throw Refusal.invalid(
          "the origin has no value", origin, "send the voltage that a data value of 0 stands for");
    }
    double factor = signal.hasFactor() ? signal.getFactor().doubleValue() : 1;
    if (factor == 0) {
      throw Refusal.invalid("the factor is 0", part.place() + ".factor", "send the real factor");
    }
    double microvolts = 1;
    Voltage.Unit unit = Voltage.of(signal.getOrigin());
    if (unit instanceof Voltage.Microvolts voltage) {
      microvolts = voltage.each();
    } else if (unit instanceof Voltage.None) {
      if (unitless == null) {
        unitless =
            new EcgInput.NotAnalysable(
                "the samples have no unit, so their amplitude is unknown",
                origin,
                "send origin.system http://unitsofmeasure.org and origin.code uV or mV");
      }
    } else {
      throw Refusal.invalid(
          unit instanceof Voltage.Contradiction
              ? "unit and code of the origin name different voltages"
              : "the unit is not a voltage that is known",
          origin,
          "send origin.system http://unitsofmeasure.org and origin.code nV, uV, mV or V");
    }
    return new SampleText.Scale(factor, signal.getOrigin().getValue().doubleValue(), microvolts);
  }

  private static BigDecimal period(SignalPart part) {
    SampledData signal = part.signal();
    if (!signal.hasPeriod() || signal.getPeriod().signum() <= 0) {
      throw Refusal.invalid(
          "the sampling period is missing or not above 0",
          part.place() + ".period",
          "send the milliseconds between two samples, such as 2 for 500 Hz");
    }
    if (!Double.isFinite(samplesPerSecond(signal.getPeriod()))
        || !(samplesPerSecond(signal.getPeriod()) > 0)) {
      throw Refusal.invalid(
          "the sampling period is beyond what a recorder can do",
          part.place() + ".period",
          "send the milliseconds between two samples, such as 2 for 500 Hz");
    }
    return signal.getPeriod();
  }

  static double samplesPerSecond(BigDecimal period) {
    return MILLISECONDS_PER_SECOND.divide(period, MathContext.DECIMAL128).doubleValue();
  }

  private Map<Lead, List<float[]>> inOrder(List<SignalPart> parts) {
    Map<Lead, List<float[]>> ordered = new LinkedHashMap<>();
    for (SignalPart part : parts) {
      ordered.put(part.lead(), Objects.requireNonNull(segments.get(part.lead())));
    }
    return ordered;
  }

  private static float[] concatenated(List<float[]> segments) {
    if (segments.size() == 1) {
      return segments.get(0);
    }
    float[] whole = new float[segments.stream().mapToInt(segment -> segment.length).sum()];
    int at = 0;
    for (float[] segment : segments) {
      System.arraycopy(segment, 0, whole, at, segment.length);
      at += segment.length;
    }
    return whole;
  }
}
