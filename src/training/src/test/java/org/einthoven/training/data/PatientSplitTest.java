package org.einthoven.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatientSplitTest {

  @TempDir private Path folder;

  private static DatabaseRecord record(int number, int patient) {
    return new DatabaseRecord(
        "r" + number, "p" + patient, "", Set.of(), Double.NaN, "unknown", List.of());
  }

  private static List<DatabaseRecord> records(int count, int recordsOfPatient) {
    List<DatabaseRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record(i, i / recordsOfPatient));
    }
    return records;
  }

  private List<DatabaseRecord> mitBih(String part) throws IOException {
    for (int number : MitBih.DS1) {
      WrittenRecords.write(folder, "" + number, 360, 1, Lead.MODIFIED_LIMB, Lead.V1);
    }
    for (int number : MitBih.DS2) {
      WrittenRecords.write(folder, "" + number, 360, 1, Lead.MODIFIED_LIMB, Lead.V1);
    }
    return new MitBih(folder)
        .records().stream().filter(record -> record.part().equals(part)).toList();
  }

  @Test
  void noPatientStandsInTwoPartsAndEveryRecordInOne() {
    List<DatabaseRecord> records = records(100, 3);

    List<List<DatabaseRecord>> parts = PatientSplit.parts(records, 5, 1);

    for (int i = 0; i < 5; i++) {
      assertThat(parts.get(i)).hasSizeBetween(17, 23);
      for (int j = 0; j < i; j++) {
        assertThat(PatientSplit.shared(parts.get(i), parts.get(j))).isEmpty();
      }
    }
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void theSameSeedGivesTheSamePartsAndAnotherOthers() {
    List<DatabaseRecord> records = records(100, 3);

    assertThat(PatientSplit.parts(records, 5, 1)).isEqualTo(PatientSplit.parts(records, 5, 1));
    assertThat(PatientSplit.parts(records, 5, 2)).isNotEqualTo(PatientSplit.parts(records, 5, 1));
  }

  @Test
  void aSplitThatLeaksIsRefusedWithThePatient() {
    assertThatThrownBy(
            () -> PatientSplit.requireDisjoint(List.of(record(1, 7)), List.of(record(2, 7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("p7");
  }

  @Test
  void theUsualDivisionOfMitBihHasOnePatientOnBothSides() throws IOException {
    List<DatabaseRecord> training = mitBih("DS1");
    List<DatabaseRecord> test = mitBih("DS2");

    assertThat(training).hasSize(22);
    assertThat(PatientSplit.shared(training, test)).containsExactly("201");
    PatientSplit.requireDisjoint(
        training, test.stream().filter(record -> !record.name().equals("202")).toList());
  }

  @Test
  void partsOfMitBihKeepBothRecordsOfThatPatientTogether() throws IOException {
    List<DatabaseRecord> all = new ArrayList<>(mitBih("DS1"));
    all.addAll(mitBih("DS2"));

    for (List<DatabaseRecord> part : PatientSplit.parts(all, 4, 3)) {
      List<String> names = part.stream().map(DatabaseRecord::name).toList();
      assertThat(names.contains("201")).isEqualTo(names.contains("202"));
    }
  }

  @Test
  void thePartsThatChoicesAreMadeByShareNoPatient() throws IOException {
    List<DatabaseRecord> training = mitBih("DS1");
    for (Set<Integer> part : MitBih.DS1_PARTS) {
      var left =
          training.stream()
              .filter(record -> part.contains(Integer.valueOf(record.name())))
              .toList();
      var rest = training.stream().filter(record -> !left.contains(record)).toList();
      assertThat(PatientSplit.shared(left, rest)).isEmpty();
    }
  }
}
