package org.einthoven.ecg.recording;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One ECG as it was recorded: leads sampled together at one rate.
 *
 * @param leads the leads in the order of the source, each once, all of equal length, at least one
 *     sample each
 * @param samplesPerSecond the sampling rate in hertz, above 0
 * @param acquired when the first sample was taken, null where the source does not say
 * @param patient the patient as sent, null where the source does not say; never matched or
 *     corrected here
 * @param device the recorder as sent, null where the source does not say
 * @param source the form in which the recording came and the ids it carried
 */
public record Recording(
    List<LeadSignal> leads,
    double samplesPerSecond,
    @Nullable AcquisitionTime acquired,
    @Nullable PatientAsSent patient,
    @Nullable DeviceAsSent device,
    Source source) {

  /** Checks what is said of the parameters. */
  public Recording {
    leads = List.copyOf(leads);
    if (leads.isEmpty()) {
      throw new IllegalArgumentException("a recording has at least one lead");
    }
    if (!(samplesPerSecond > 0) || Double.isInfinite(samplesPerSecond)) {
      throw new IllegalArgumentException("the sampling rate is above 0 Hz");
    }
    Set<Lead> seen = EnumSet.noneOf(Lead.class);
    int length = leads.get(0).length();
    for (LeadSignal signal : leads) {
      if (signal.length() != length || length == 0) {
        throw new IllegalArgumentException("leads are of equal length and not empty");
      }
      if (!seen.add(signal.lead())) {
        throw new IllegalArgumentException("lead " + signal.lead().label() + " stands twice");
      }
    }
  }

  /** How many samples each lead has. */
  public int length() {
    return leads.get(0).length();
  }

  /** How long the recording is, in seconds. */
  public double durationSeconds() {
    return length() / samplesPerSecond;
  }

  /** The signal of a lead, if it was recorded. */
  public Optional<LeadSignal> signal(Lead lead) {
    return leads.stream().filter(signal -> signal.lead() == lead).findFirst();
  }

  /**
   * This recording with III, aVR, aVL and aVF computed from I and II where they are absent
   * (Einthoven's law III = II − I; Goldberger's aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2).
   * A recording without both I and II is returned unchanged.
   */
  public Recording withDerivedLimbLeads() {
    Optional<LeadSignal> first = signal(Lead.I);
    Optional<LeadSignal> second = signal(Lead.II);
    if (first.isEmpty() || second.isEmpty()) {
      return this;
    }
    float[] one = first.get().microvolts();
    float[] two = second.get().microvolts();
    List<LeadSignal> all = new ArrayList<>(leads);
    derive(all, Lead.III, one, two, -1f, 1f);
    derive(all, Lead.AVR, one, two, -0.5f, -0.5f);
    derive(all, Lead.AVL, one, two, 1f, -0.5f);
    derive(all, Lead.AVF, one, two, -0.5f, 1f);
    return all.size() == leads.size()
        ? this
        : new Recording(all, samplesPerSecond, acquired, patient, device, source);
  }

  private void derive(
      List<LeadSignal> all, Lead lead, float[] one, float[] two, float ofOne, float ofTwo) {
    if (signal(lead).isPresent()) {
      return;
    }
    float[] derived = new float[one.length];
    for (int i = 0; i < derived.length; i++) {
      derived[i] = ofOne * one[i] + ofTwo * two[i];
    }
    all.add(new LeadSignal(lead, derived));
  }
}
