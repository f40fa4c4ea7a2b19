package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.ecg.rhythm.RhythmPreparation;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.BeatRhythms;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.DatabaseIdentity;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PatientSplit;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.data.StatedStrips;
import org.einthoven.training.run.Machine;
import org.einthoven.training.run.RunIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the networks are trained on, read once for all seeds.
 *
 * @param whole DS1, whole records
 * @param pieces DS1, pieces of ten seconds
 * @param wholeRhythms the rhythms that the beats of whole records lie in
 * @param pieceRhythms those of the pieces
 * @param further beats beside the annotated ones
 * @param records PTB-XL, the training folds
 * @param rhythms CinC 2017 and PTB-XL; null where there is nothing to learn fibrillation from
 * @param sets the databases, for the manifest
 */
record TrainingData(
    BeatSet whole,
    BeatSet pieces,
    BeatRhythms wholeRhythms,
    BeatRhythms pieceRhythms,
    FurtherBeats further,
    MedianBeatSet records,
    @Nullable FibrillationData rhythms,
    List<ModelManifest.DataSet> sets) {

  private static final int PIECE_SECONDS = 10;

  /** All networks learn the same simulated beats; what varies over seeds is the network. */
  private static final long SIMULATION_SEED = 1;

  private static final String OF_TWO_RECORDS = "202";

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where a patient to be trained on is also one to be tested on
   */
  static TrainingData read(
      MitBih mit, PtbXl ptbXl, @Nullable Cinc2017 cinc, LeftOut leftOut, Consumer<String> progress)
      throws IOException {
    progress.accept("reading MIT-BIH");
    List<DatabaseRecord> ofMit = mit.records();
    // 202 is of the patient of 201: the usual division has it in DS2, and figures without it.
    PatientSplit.requireDisjoint(
        only(ofMit, record -> record.part().equals("DS1")),
        only(
            ofMit, record -> record.part().equals("DS2") && !record.name().equals(OF_TWO_RECORDS)));
    BeatSet whole = mit.whole(MitBih.DS1);
    BeatSet pieces = mit.pieces(MitBih.DS1, PIECE_SECONDS);
    progress.accept("reading PTB-XL");
    List<DatabaseRecord> ofPtb = ptbXl.records();
    Predicate<DatabaseRecord> trained =
        record -> DfnetTraining.TRAINING_FOLDS.contains(Integer.valueOf(record.part()));
    PatientSplit.requireDisjoint(only(ofPtb, trained), only(ofPtb, trained.negate()));
    MedianBeatSet records = ptbXl.medianBeats(DfnetTraining.TRAINING_FOLDS);
    String folds =
        String.format(
            Locale.ROOT,
            "folds 1-8, the %d of %d records that were in the folder",
            only(ofPtb, trained).size(),
            ptbXl.listed(DfnetTraining.TRAINING_FOLDS));
    FurtherBeatsReader further = new FurtherBeatsReader(mit, ptbXl, DfnetTraining.TRAINING_FOLDS);
    List<ModelManifest.DataSet> sets = new ArrayList<>();
    sets.add(set(mit.identity(), "DS1 (de Chazal 2004), 22 records", mit.sha256(MitBih.DS1)));
    sets.add(set(ptbXl.identity(), folds, ptbXl.sha256(DfnetTraining.TRAINING_FOLDS)));
    FibrillationData rhythms = null;
    BeatRhythms wholeRhythms = BeatRhythms.none(whole.size());
    BeatRhythms pieceRhythms = BeatRhythms.none(pieces.size());
    if (cinc != null) {
      progress.accept("reading CinC 2017 and the rhythms of PTB-XL");
      rhythms = new FibrillationData(cinc, ptbXl, leftOut);
      wholeRhythms = mit.rhythms(MitBih.DS1, 0);
      pieceRhythms = mit.rhythms(MitBih.DS1, PIECE_SECONDS);
      further.add(StatedStrips.of(cinc, leftOut));
      String part = "the " + cinc.records().size() + " records that were in the folder";
      sets.add(set(cinc.identity(), part, cinc.sha256(any -> true)));
    }
    progress.accept("simulating beats");
    return new TrainingData(
        whole,
        pieces,
        wholeRhythms,
        pieceRhythms,
        further.read(SIMULATION_SEED),
        records,
        rhythms,
        List.copyOf(sets));
  }

  private static List<DatabaseRecord> only(
      List<DatabaseRecord> records, Predicate<DatabaseRecord> wanted) {
    return records.stream().filter(wanted).toList();
  }

  private static ModelManifest.DataSet set(DatabaseIdentity of, String part, String sha256) {
    return new ModelManifest.DataSet(of.name(), of.version(), of.licence(), part, sha256);
  }

  /** What every network that is trained on this depends on, beside its seed. */
  RunIdentity identity(DfnetSettings settings, String commit) {
    RunIdentity identity = new RunIdentity(settings.byName());
    for (ModelManifest.DataSet set : sets) {
      identity = identity.with(set.name(), set.sha256());
    }
    return identity
        .with("whole beats", whole.size())
        .with("beats in pieces", pieces.size())
        .with("median beats", records.size())
        .with("simulated beats", further.simulated().size())
        .with("strips", further.strips().size())
        .with("preparation", BeatPreparation.settingsSha256())
        .with("preparation of rhythms", RhythmPreparation.settingsSha256())
        .with("libtorch", Machine.libtorch())
        .with("code", commit);
  }
}
