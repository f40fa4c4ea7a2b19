package org.einthoven.inference.holter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.beat.Prepared;
import org.einthoven.ecg.format.LongRecording;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.holter.HolterPiece;
import org.einthoven.ecg.holter.HolterStretch;
import org.einthoven.ecg.holter.Interruptions;
import org.einthoven.ecg.holter.PieceFindings;
import org.einthoven.ecg.holter.UnseenBeats;
import org.einthoven.ecg.quality.QualityAssessment;
import org.einthoven.ecg.quality.QualityByTime;
import org.einthoven.ecg.quality.QualityLevel;
import org.einthoven.ecg.quality.SignalQuality;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.rhythm.RhythmInputs;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.ecg.signal.QrsDetector;
import org.einthoven.inference.BeatScore;
import org.einthoven.inference.DfnetAnswers;
import org.einthoven.inference.DfnetInputs;
import org.einthoven.inference.DfnetModel;
import org.einthoven.inference.FibrillationScores;

/**
 * Reads one piece of a long recording by the road that {@link
 * org.einthoven.inference.reading.Interpreter} takes for a whole one. Where no lead is usable for
 * ten seconds or more, nothing is read, and what lies between such parts is read part by part, so
 * that neither beats nor intervals are made of noise.
 */
final class PieceReader {

  private static final int ADULT_YEARS = 18;

  /** A shorter part between unusable ones has no rhythm to compare its beats with. */
  private static final double SHORTEST_PART_SECONDS = 10;

  private final DfnetModel model;
  private final LongRecording source;
  private final Optional<String> outOfScope;

  PieceReader(DfnetModel model, LongRecording source) {
    this.model = model;
    this.source = source;
    boolean child =
        source.patientYears().isPresent() && source.patientYears().getAsInt() < ADULT_YEARS;
    this.outOfScope =
        child
            ? Optional.of("the patient is under 18; the model was not validated in children")
            : Optional.empty();
  }

  PieceFindings read(HolterPiece piece) throws IOException, RefusedException {
    Recording recording = source.read(piece.from(), piece.to());
    int[] rPeaks = QrsDetector.detect(recording);
    PieceFindings findings = new PieceFindings(piece, source.samplesPerSecond());
    Part whole =
        new Part(
            recording,
            piece.from(),
            (int) (piece.ownFrom() - piece.from()),
            (int) (piece.ownTo() - piece.from()),
            findings);
    for (int[] interruption : Interruptions.of(recording)) {
      findings.interrupted(whole.stretch(interruption[0], interruption[1], "no signal"));
    }
    for (int[] unseen : UnseenBeats.of(recording, rPeaks)) {
      findings.interrupted(whole.stretch(unseen[0], unseen[1], "beats may be unseen"));
    }
    QualityByTime quality = SignalQuality.byTime(recording, rPeaks);
    if (quality.unusable().isEmpty()) {
      read(whole, rPeaks, quality.whole());
      return findings;
    }
    for (QualityByTime.Part unusable : quality.unusable()) {
      findings.unread(whole.stretch(unusable.from(), unusable.to(), unusable.reason()));
    }
    int from = 0;
    for (QualityByTime.Part unusable : quality.unusable()) {
      readBetween(whole, from, unusable.from(), rPeaks);
      from = unusable.to();
    }
    readBetween(whole, from, recording.length(), rPeaks);
    return findings;
  }

  private void readBetween(Part whole, int from, int to, int[] rPeaks) {
    if (to - from < SHORTEST_PART_SECONDS * source.samplesPerSecond()) {
      if (to > from) {
        whole.findings.unread(whole.stretch(from, to, "too short between unusable parts"));
      }
      return;
    }
    List<LeadSignal> leads = new ArrayList<>();
    for (LeadSignal lead : whole.recording.leads()) {
      leads.add(new LeadSignal(lead.lead(), Arrays.copyOfRange(lead.microvolts(), from, to)));
    }
    Part part =
        new Part(with(leads, whole.recording), whole.first + from, 0, to - from, whole.findings);
    int[] peaks =
        Arrays.stream(rPeaks).filter(r -> r >= from && r < to).map(r -> r - from).toArray();
    read(part, peaks, SignalQuality.of(part.recording, peaks));
  }

  private void read(Part part, int[] rPeaks, QualityAssessment quality) {
    Recording recording = part.recording;
    if (quality.level() == QualityLevel.UNUSABLE) {
      String reason = quality.silence().orElse("the signal is unusable");
      part.findings.unread(part.stretch(0, recording.length(), reason));
      return;
    }
    Optional<String> silence = quality.silence().or(() -> outOfScope);
    if (silence.isPresent()) {
      part.unclassed(rPeaks, silence.get());
      return;
    }
    Recording complete = recording.withDerivedLimbLeads();
    DfnetAnswers answers =
        model.answer(
            new DfnetInputs(
                BeatPreparation.prepare(complete, rPeaks, part.ownFrom, part.ownTo),
                rhythm(complete, quality, rPeaks)));
    if (answers.recording().beats() instanceof Prepared.NotPossible<List<BeatScore>> not) {
      part.unclassed(rPeaks, not.reason());
    } else if (answers.recording().beats() instanceof Prepared.Ready<List<BeatScore>> ready) {
      part.classed(ready.input());
    }
    if (answers.fibrillation() instanceof Prepared.Ready<FibrillationScores> ready) {
      part.rhythm(ready.input());
    }
  }

  private static Prepared<RhythmInputs> rhythm(
      Recording recording, QualityAssessment quality, int[] rPeaks) {
    List<LeadSignal> usable =
        recording.leads().stream()
            .filter(lead -> quality.leads().get(lead.lead()) != QualityLevel.UNUSABLE)
            .toList();
    return usable.isEmpty()
        ? new Prepared.NotPossible<>("no lead is good enough")
        : RhythmPreparation.prepare(with(usable, recording), rPeaks);
  }

  private static Recording with(List<LeadSignal> leads, Recording recording) {
    return new Recording(
        leads, recording.samplesPerSecond(), null, recording.patient(), null, recording.source());
  }

  /**
   * A part of the recording and where what is found in it goes.
   *
   * @param first its first sample in the whole recording
   * @param ownFrom the first sample of it whose blocks are laid out together
   * @param ownTo the sample behind the last of those
   */
  private record Part(
      Recording recording, long first, int ownFrom, int ownTo, PieceFindings findings) {

    double seconds(long sample) {
      return (first + sample) / recording.samplesPerSecond();
    }

    HolterStretch stretch(int from, int to, String words) {
      return new HolterStretch(seconds(from), seconds(to), words);
    }

    void unclassed(int[] rPeaks, String reason) {
      for (int rPeak : rPeaks) {
        findings.beat(seconds(rPeak), Optional.empty(), 0);
      }
      findings.unclassed(stretch(0, recording.length(), reason));
    }

    void classed(List<BeatScore> beats) {
      for (BeatScore beat : beats) {
        BeatClass best = beat.best();
        findings.beat(seconds(beat.rPeak()), Optional.of(best), beat.probability(best));
      }
    }

    void rhythm(FibrillationScores scores) {
      double start = seconds(0);
      for (FibrillationScores.Window window : scores.windows()) {
        findings.rhythm(
            new HolterStretch(
                start + window.input().fromSeconds(), start + window.input().toSeconds(), ""),
            window.probability() >= scores.threshold());
      }
    }
  }
}
