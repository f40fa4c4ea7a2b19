package org.einthoven.training.dfnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einthoven.ecg.beat.BeatClass;
import org.einthoven.ecg.format.wfdb.WfdbWriter;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.synthesis.EcgSynthesis;
import org.einthoven.ecg.synthesis.SyntheticRhythm;
import org.einthoven.training.data.BeatRhythms;
import org.einthoven.training.data.BeatSet;
import org.einthoven.training.data.Cinc2017;
import org.einthoven.training.data.LeftOut;
import org.einthoven.training.data.PtbXl;
import org.einthoven.training.data.RhythmSet;
import org.einthoven.training.data.WrittenRecords;
import org.einthoven.training.run.RunIdentity;
import org.einthoven.training.run.RunProgress;
import org.einthoven.training.run.TrainingRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FibrillationDataTest {

  private static final DfnetSettings SMALL =
      new DfnetSettings(4, 60, 16, 32, 4e-3, 1e-2, 0.1, 0.1, 0.9);

  @TempDir private Path folder;

  private static Recording ecg(boolean fibrillation, long seed, double rate) {
    return EcgSynthesis.of(
            fibrillation ? SyntheticRhythm.ATRIAL_FIBRILLATION : SyntheticRhythm.SINUS, seed)
        .lasting(12, rate)
        .make()
        .recording();
  }

  @BeforeEach
  void writeDatabases() throws IOException {
    List<String> reference = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      float[] microvolts = ecg(i % 2 == 0, i, 300).signal(Lead.I).orElseThrow().microvolts();
      int[] digits = new int[microvolts.length];
      for (int j = 0; j < digits.length; j++) {
        digits[j] = Math.round(microvolts[j]);
      }
      WrittenRecords.challenge(folder, "A" + i, digits);
      reference.add("A" + i + (i % 2 == 0 ? ",A" : ",N"));
    }
    Files.write(folder.resolve("REFERENCE-v3.csv"), reference);
    Files.writeString(
        folder.resolve("scp_statements.csv"), ",description,diagnostic,diagnostic_class\n");
    List<String> table = new ArrayList<>();
    table.add("ecg_id,patient_id,age,sex,report,scp_codes,strat_fold,filename_hr");
    for (int i = 1; i <= 3; i++) {
      String code = i == 1 ? "AFIB" : i == 2 ? "SR" : "PACE";
      table.add(i + "," + i + ",50,0,r,{'" + code + "': 0.0}," + i + ",r" + i);
      WfdbWriter.format16(1000).write(ecg(i == 1, i, 500), "r" + i, folder);
    }
    Files.write(folder.resolve("ptbxl_database.csv"), table);
  }

  /** One patient of each part of DS1. */
  private static BeatSet ofTrainingPatients(BeatSet set) {
    int[] patients = {209, 201, 207, 220};
    int[] records = new int[set.size()];
    Arrays.setAll(records, i -> patients[i % patients.length]);
    BeatClass[] classes = set.classes().clone();
    for (int i = 0; i < classes.length; i += 5) {
      classes[i] = BeatClass.S; // without one there is no F1 of S to choose by
    }
    return new BeatSet(set.windows(), set.features(), classes, records);
  }

  private FibrillationData data() throws IOException {
    return new FibrillationData(new Cinc2017(folder), new PtbXl(folder), LeftOut.refusing());
  }

  @Test
  void aPartLeavesOutItsRecordsAndItsFolds() throws IOException {
    FibrillationData data = data();

    // 16 records at three lengths, and two leads of each PTB-XL record that is not paced.
    assertThat(data.all().size()).isEqualTo(3 * 16 + 2 * 2);
    RhythmSet rest = data.without(0, Set.of(1));
    assertThat(rest.size()).isEqualTo(3 * 12 + 2);
    assertThat(rest.only(RhythmSet.Entry::fibrillation).size()).isEqualTo(3 * 6);
  }

  @Test
  void thePlanTrainsTheHeadBesideTheOthersAndChoosesItsThreshold() throws IOException {
    TrainingRun run =
        new TrainingRun(
            folder.resolve("work"),
            new RunIdentity(Map.of()),
            false,
            new RunProgress(InstantSource.system(), 1, line -> {}));

    DfnetTraining.Outcome outcome =
        new DfnetTraining(SMALL, 1, run, line -> {})
            .run(
                new TrainingData(
                    ofTrainingPatients(SyntheticSets.beats(120, 1)),
                    ofTrainingPatients(SyntheticSets.beats(60, 2)),
                    BeatRhythms.none(120),
                    BeatRhythms.none(60),
                    FurtherBeats.NONE,
                    SyntheticSets.records(32, 3),
                    data(),
                    List.of()));

    assertThat(outcome.weights().hasHead("fibrillation")).isTrue();
    FibrillationData.Choice choice = outcome.fibrillation();
    assertThat(choice).isNotNull();
    assertThat(choice.threshold()).isBetween(0.0, 1.0);
    assertThat(choice.here().count()).isEqualTo(16);
    assertThat(choice.here().auc()).isGreaterThan(0.7);
    assertThat(FibrillationCard.text(choice)).contains("## Atrial fibrillation", "| 16 | 8 |");
  }
}
