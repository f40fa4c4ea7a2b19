package org.einthoven.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.einthoven.cli.synthesize.EcgForm;
import org.einthoven.cli.synthesize.SyntheticRecording;
import org.einthoven.fhir.recording.RecordingObservation;
import org.junit.jupiter.api.Test;

/** The packaged samples are what the synthesiser makes, so that no patient is in them. */
class SampleTest {

  @Test
  void theAecgIsSynthetic() throws IOException {
    assertThat(Sample.AECG.content())
        .isEqualTo(
            EcgForm.aecg(
                SyntheticRecording.of(Sample.AECG.synthesis()), "premature-ventricular-1"));
  }

  @Test
  void theObservationIsSynthetic() throws IOException {
    assertThat(Sample.OBSERVATION.content())
        .isEqualTo(
            RecordingObservation.of(SyntheticRecording.of(Sample.OBSERVATION.synthesis())).json());
  }
}
