package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcgDatabaseTest {

  @TempDir private Path folder;

  @Test
  void mitBihSaysPartAgeAndSex() throws IOException {
    WrittenRecords.write(folder, "202", 360, 1, Lead.MODIFIED_LIMB, Lead.V1);
    Files.writeString(
        folder.resolve("202.hea"), "# 68 M 1960 2851 x1\n", StandardOpenOption.APPEND);

    EcgDatabase database = new MitBih(folder);

    DatabaseRecord record = database.records().get(0);
    assertThat(record.part()).isEqualTo("DS2");
    assertThat(record.patient()).isEqualTo("201");
    assertThat(record.ageYears()).isEqualTo(68);
    assertThat(record.sex()).isEqualTo("male");
    assertThat(record.files()).hasSize(3);
    assertThat(database.identity().licence()).isEqualTo("ODC-By 1.0");
  }

  @Test
  void ptbDiagnosticTakesAFolderForAPatientAndTheReasonForALabel() throws IOException {
    Path patient = folder.resolve("patient007");
    WrittenRecords.write(patient, "s0001_re", 1000, 10, Lead.I, Lead.II);
    Files.writeString(
        patient.resolve("s0001_re.hea"),
        "# age: 50\n# sex: female\n# Reason for admission: Healthy control\n",
        StandardOpenOption.APPEND);

    DatabaseRecord record = new PtbDiagnostic(folder).records().get(0);

    assertThat(record.name()).isEqualTo("patient007/s0001_re");
    assertThat(record.patient()).isEqualTo("patient007");
    assertThat(record.labels()).isEqualTo(Set.of("Healthy control"));
    assertThat(record.ageYears()).isEqualTo(50);
    assertThat(record.sex()).isEqualTo("female");
  }

  @Test
  void theStressedRecordsAreOfThePatientsOfMitBih() throws IOException {
    for (String name : List.of("bw", "118e00", "119e_6")) {
      WrittenRecords.write(folder, name, 360, 1, Lead.MODIFIED_LIMB, Lead.V1);
    }

    assertThat(new NoiseStress(folder).records())
        .extracting(DatabaseRecord::name, DatabaseRecord::patient)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bw", "bw"),
            org.assertj.core.groups.Tuple.tuple("118e00", "118"),
            org.assertj.core.groups.Tuple.tuple("119e_6", "119"));
  }

  @Test
  void theHashIsOfTheRecordsThatWereChosen() throws IOException {
    for (String name : List.of("100", "101")) {
      WrittenRecords.write(folder, name, 360, 10, Lead.MODIFIED_LIMB, Lead.V1);
      WrittenRecords.annotate(folder, name, 360, "NNNNN");
    }
    MitBih database = new MitBih(folder);

    assertThat(database.sha256(record -> record.part().equals("DS1")))
        .isEqualTo(database.sha256(List.of(101)))
        .isNotEqualTo(database.sha256(record -> true));
  }
}
