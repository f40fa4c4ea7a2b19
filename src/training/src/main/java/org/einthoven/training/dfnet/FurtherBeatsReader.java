package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PatientBeats;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.data.StatedStrip;
import org.einthoven.training.data.StatedStrip.Statement;
import org.einthoven.training.data.StatedStrips;
import org.einthoven.training.simulation.SimulatedBeats;

/** Makes {@link FurtherBeats} of the databases. */
final class FurtherBeatsReader {

  /** Almost twice as many brought nothing (docs/adr/0010). */
  private static final int SIMULATED = 50_000;

  private final MitBih mitBih;
  private final List<StatedStrip> strips = new ArrayList<>();

  /**
   * Reads PTB-XL's strips.
   *
   * @param mitBih its DS1 lends ventricular beats
   * @param folds the folds of PTB-XL that may be trained on
   */
  FurtherBeatsReader(MitBih mitBih, PtbXl ptbXl, Set<Integer> folds) throws IOException {
    this.mitBih = mitBih;
    strips.addAll(StatedStrips.of(ptbXl, folds));
  }

  /** Adds strips of another database. */
  void add(List<StatedStrip> more) {
    strips.addAll(more);
  }

  /** The beats; the same seed and databases give the same. */
  FurtherBeats read(long seed) throws IOException {
    List<PatientBeats> patients =
        strips.stream()
            .filter(strip -> strip.statement() == Statement.SINUS)
            .map(StatedStrip::patient)
            .toList();
    if (patients.isEmpty()) {
      return new FurtherBeats(new BeatSet.Builder().build(), strips);
    }
    BeatSet simulated = new SimulatedBeats(patients, donors()).make(SIMULATED, seed);
    return new FurtherBeats(simulated, strips);
  }

  private List<SimulatedBeats.DonorBeats> donors() throws IOException {
    List<SimulatedBeats.DonorBeats> donors = new ArrayList<>();
    for (MitBih.Annotated record : mitBih.annotated(MitBih.DS1)) {
      double seconds = record.recording().durationSeconds();
      PatientBeats beats =
          new PatientBeats(
              record.number(),
              BeatPreparation.beatsInMillivolts(record.recording(), record.rPeaks()),
              seconds / record.rPeaks().length);
      SimulatedBeats.DonorBeats donor = new SimulatedBeats.DonorBeats(beats, record.classes());
      if (donor.isUseful()) {
        donors.add(donor);
      }
    }
    return donors;
  }
}
