package org.einthoven.ecg.format.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.einthoven.ecg.format.SharedInterop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells the files of other makers apart by content. */
class EcgFileInteropTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "muse-xml         | .xml  | GE MUSE XML",
        "muse-xml         | .xsd  | XML of another kind",
        "sierra-xml       | .xml  | Philips Sierra XML",
        "scp              | .scp  | SCP-ECG",
        "dicom            | .dcm  | DICOM",
        "edf              | .edf  | EDF",
        "mfer             | .mwf  | MFER",
        "ishne            | .ecg  | ISHNE Holter",
        "ishne            | .ann  | ISHNE annotations",
        "csv              | .csv  | CSV",
        "hl7v2            | .hl7  | HL7 version 2",
        "fhir/r4-official | .json | FHIR JSON",
        "fhir/phd         | .json | FHIR JSON",
        "fhir/de-basis    | .json | FHIR JSON",
        "fhir/mii-kardio  | .json | FHIR JSON",
        "fhir/testscripts | .json | FHIR JSON",
        "fhir/apple       | .json | JSON that is not FHIR",
        "aecg-schema/2003-12/schema | .xsd | XML of another kind",
      })
  void refusesEachByItsName(String folder, String ending, String name) throws IOException {
    List<Path> files = files(SharedInterop.folder(folder.strip()), ending.strip());
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        ReadResult result = new EcgFile().read(in);
        assertThat(result).as(file.toString()).isInstanceOf(Refused.class);
        Refused refused = (Refused) result;
        assertThat(refused.reason()).as(file.toString()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refused.problem()).as(file.toString()).contains(name.strip());
      }
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
