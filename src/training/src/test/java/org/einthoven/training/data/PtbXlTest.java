package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PtbXlTest {

  private static final Lead[] TWELVE = {
    Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF,
    Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6
  };

  @TempDir private Path folder;

  @BeforeEach
  void writeDatabase() throws IOException {
    Files.writeString(
        folder.resolve("scp_statements.csv"),
        """
        ,description,diagnostic,diagnostic_class
        IMI,inferior infarction,1.0,MI
        NORM,normal,1.0,NORM
        LVH,hypertrophy,1.0,HYP
        SR,sinus rhythm,,
        """);
    Files.writeString(
        folder.resolve("ptbxl_database.csv"),
        """
        ecg_id,patient_id,age,sex,report,scp_codes,strat_fold,filename_hr
        1,10.0,56.0,0,"a, b","{'IMI': 35.0, 'SR': 0.0}",1,records500/00001_hr
        2,11.0,,1,"c
        d","{'NORM': 100.0, 'SR': 0.0}",2,records500/00002_hr
        3,12.0,300.0,1,e,"{'NORM': 80.0, 'LVH': 50.0}",9,records500/00003_hr
        4,13.0,40.0,1,f,{'NORM': 80.0},9,records500/00004_hr
        """);
    for (int record = 1; record <= 3; record++) {
      WrittenRecords.write(folder.resolve("records500"), "0000" + record + "_hr", 500, 10, TWELVE);
    }
  }

  @Test
  void statementsBecomeLabelsAndBeatsAMedianBeat() throws IOException {
    MedianBeatSet set = new PtbXl(folder).medianBeats(Set.of(1, 2));

    assertThat(set.size()).isEqualTo(2);
    MedianBeatSet.Entry infarction = set.records().get(0);
    assertThat(infarction.infarction()).isTrue();
    assertThat(infarction.normal()).isFalse();
    assertThat(infarction.sex()).isEqualTo("male");
    assertThat(infarction.age()).isEqualTo(56);
    assertThat(infarction.millivolts()).hasSize(12 * 90);
    assertThat(infarction.millivolts()[35]).isGreaterThan(0.7f);
    assertThat(set.records().get(1).normal()).isTrue();
    assertThat(set.records().get(1).age()).isNaN();
    assertThat(set.infarctions()).isEqualTo(1);
  }

  @Test
  void aRecordWithAnotherFindingIsNeitherInfarctionNorNormal() throws IOException {
    MedianBeatSet set = new PtbXl(folder).medianBeats(Set.of(9));

    assertThat(set.size()).as("record 4 is not in the folder").isEqualTo(1);
    assertThat(set.records().get(0).infarction()).isFalse();
    assertThat(set.records().get(0).normal()).isFalse();
    assertThat(set.records().get(0).age()).as("89 or older").isEqualTo(300);
  }

  @Test
  void aRecordCarriesItsStatementsAndTheirDiagnosticClasses() throws IOException {
    MedianBeatSet set = new PtbXl(folder).medianBeats(Set.of(1, 9));

    assertThat(set.records().get(0).labels()).containsExactlyInAnyOrder("IMI", "SR", "MI");
    assertThat(set.records().get(1).labels()).containsExactlyInAnyOrder("NORM", "LVH", "HYP");
    assertThat(set.labelsOf(2)).isEmpty();
  }

  @Test
  void singleBeatsOfLeadTwoComeFromInfarctionAndNormalRecordsOnly() throws IOException {
    MedianBeatSet beats = new PtbXl(folder).beatsOfLeadTwo(Set.of(1, 2, 9));

    assertThat(beats.records()).extracting(MedianBeatSet.Entry::patient).contains("10.0", "11.0");
    assertThat(beats.records()).extracting(MedianBeatSet.Entry::patient).doesNotContain("12.0");
    assertThat(beats.leads()).isEqualTo(1);
    assertThat(beats.size()).isGreaterThan(10);
  }
}
