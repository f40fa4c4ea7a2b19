package org.einthoven.ecg.format.wfdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.Source;

/** A WFDB record: its header and its signals, whether or not they are ECG leads. */
public final class WfdbRecord {

  /** The name of the format in a {@link Source}. */
  public static final String FORMAT = "WFDB";

  private final WfdbHeader header;
  private final List<float[]> microvolts;
  private final int[] checksums;

  WfdbRecord(WfdbHeader header, List<float[]> microvolts, int[] checksums) {
    this.header = header;
    this.microvolts = List.copyOf(microvolts);
    this.checksums = checksums;
  }

  /**
   * Reads a record as an ECG.
   *
   * @param headerFile the {@code .hea} file; the signal files stand beside it
   * @throws IOException when the header is not there or a file cannot be read
   */
  public static ReadResult read(Path headerFile) throws IOException {
    try {
      return new ReadResult.Read(load(headerFile).toRecording());
    } catch (RefusedException e) {
      return e.refused();
    }
  }

  /**
   * Loads a record with all its signals, of which some may be no leads.
   *
   * @param headerFile the {@code .hea} file; the signal files stand beside it
   * @throws IOException when the header is not there or a file cannot be read
   * @throws RefusedException when the record is damaged or of a kind that is not read here
   */
  public static WfdbRecord load(Path headerFile) throws IOException, RefusedException {
    Path folder = headerFile.toAbsolutePath().getParent();
    return load(WfdbHeader.read(headerFile), WfdbFiles.in(folder == null ? Path.of("/") : folder));
  }

  /** Loads the signals of a header that was read already; as {@link #load(Path)}. */
  public static WfdbRecord load(WfdbHeader header, WfdbFiles files)
      throws IOException, RefusedException {
    return new WfdbSignalReader(header, files).read();
  }

  /** The header. */
  public WfdbHeader header() {
    return header;
  }

  /**
   * The samples of a signal in microvolts, NaN where one is missing; given away, not copied.
   *
   * @param signal the place in {@link WfdbHeader#signals()}, from 0
   */
  public float[] microvolts(int signal) {
    return microvolts.get(signal);
  }

  /** The 16-bit sum of a signal's digits as they were read, to be held against the header's. */
  public int checksum(int signal) {
    return checksums[signal];
  }

  /**
   * The record as an ECG. Notes of its {@link Source} say where a header's checksum disagrees with
   * the samples and where the default gain had to stand in.
   *
   * @throws RefusedException when a signal of several names no known lead, or one lead stands twice
   */
  public Recording toRecording() throws RefusedException {
    List<WfdbSignal> signals = header.signals();
    List<LeadSignal> leads = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<Lead> seen = EnumSet.noneOf(Lead.class);
    for (int i = 0; i < signals.size(); i++) {
      WfdbSignal signal = signals.get(i);
      Lead lead = lead(signal, signals.size() == 1);
      if (!seen.add(lead)) {
        throw new RefusedException(
            Reason.INVALID,
            "lead " + lead.label() + " stands twice",
            "header line " + signal.line(),
            "name each lead once");
      }
      leads.add(new LeadSignal(lead, microvolts.get(i)));
      note(signal, lead, checksums[i], notes);
    }
    PatientAsSent patient =
        header.sex().map(sex -> new PatientAsSent(List.of(), null, null, null, sex)).orElse(null);
    return new Recording(
        leads,
        header.samplesPerSecond(),
        header.start(),
        patient,
        null,
        new Source(FORMAT, null, List.of(), notes));
  }

  private static Lead lead(WfdbSignal signal, boolean alone) throws RefusedException {
    Optional<Lead> named = named(signal.name());
    if (named.isPresent()) {
      return named.get();
    }
    if (alone) {
      return Lead.UNSPECIFIED;
    }
    throw new RefusedException(
        Reason.UNSUPPORTED,
        "the signal's description is not the name of an ECG lead that is known here",
        "header line " + signal.line(),
        "name the lead (I, II, III, aVR, aVL, aVF, V1 to V9, MLII, X, Y, Z) or leave the signal"
            + " out");
  }

  /** PTB writes Frank's leads vx, vy and vz. */
  private static Optional<Lead> named(String name) {
    if (name.equalsIgnoreCase("vx")) {
      return Optional.of(Lead.X);
    }
    if (name.equalsIgnoreCase("vy")) {
      return Optional.of(Lead.Y);
    }
    if (name.equalsIgnoreCase("vz")) {
      return Optional.of(Lead.Z);
    }
    return Lead.named(name);
  }

  private static void note(WfdbSignal signal, Lead lead, int checksum, List<String> notes) {
    Integer expected = signal.checksum();
    // Several databases write 0 for "not computed".
    if (expected != null && expected != 0 && expected != checksum) {
      notes.add("lead " + lead.label() + ": the header's checksum disagrees with the samples");
    }
    if (!signal.calibrated()) {
      notes.add(
          "lead " + lead.label() + ": uncalibrated, the default of 200 digits per mV is used");
    }
  }
}
