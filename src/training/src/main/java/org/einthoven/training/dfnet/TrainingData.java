package org.einthoven.training.dfnet;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.einthoven.ecg.beat.BeatPreparation;
import org.einthoven.inference.ModelManifest;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.DatabaseIdentity;
import org.einthoven.training.data.DatabaseRecord;
import org.einthoven.training.data.MedianBeatSet;
import org.einthoven.training.data.MitBih;
import org.einthoven.training.data.PatientSplit;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.run.Machine;
import org.einthoven.training.run.RunIdentity;

/**
 * What the networks are trained on, read once for all seeds.
 *
 * @param whole DS1, whole records
 * @param pieces DS1, pieces of ten seconds
 * @param records PTB-XL, the training folds
 * @param sets the databases, for the manifest
 */
record TrainingData(
    BeatSet whole, BeatSet pieces, MedianBeatSet records, List<ModelManifest.DataSet> sets) {

  private static final int PIECE_SECONDS = 10;
  private static final String OF_TWO_RECORDS = "202";

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where a patient to be trained on is also one to be tested on
   */
  static TrainingData read(MitBih mit, PtbXl ptbXl, Consumer<String> progress) throws IOException {
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
    return new TrainingData(
        whole,
        pieces,
        records,
        List.of(
            set(mit.identity(), "DS1 (de Chazal 2004), 22 records", mit.sha256(MitBih.DS1)),
            set(ptbXl.identity(), folds, ptbXl.sha256(DfnetTraining.TRAINING_FOLDS))));
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
        .with("preparation", BeatPreparation.settingsSha256())
        .with("libtorch", Machine.libtorch())
        .with("code", commit);
  }
}
