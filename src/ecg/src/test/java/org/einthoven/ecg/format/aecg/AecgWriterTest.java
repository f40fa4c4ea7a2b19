package org.einthoven.ecg.format.aecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.einthoven.ecg.format.SharedInterop;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.einthoven.ecg.recording.Source;
import org.junit.jupiter.api.Test;

class AecgWriterTest {

  private static final UUID ID = UUID.fromString("8d0f4c2e-0d3b-4a63-9a0e-0f2f5a1c7b11");

  @Test
  void readsBackWhatItWrote() throws Exception {
    Recording written = whole();
    Recording read = AecgText.recording(AecgText.read(bytes(written)));
    assertThat(read.samplesPerSecond()).isEqualTo(written.samplesPerSecond());
    assertThat(read.acquired()).isEqualTo(written.acquired());
    assertThat(read.patient()).isEqualTo(written.patient());
    assertThat(read.device()).isEqualTo(written.device());
    assertThat(read.source().documentId())
        .isEqualTo(new SentIdentifier("urn:ietf:rfc:3986", "urn:uuid:" + ID));
    assertThat(read.leads()).hasSize(written.leads().size());
    for (int i = 0; i < read.leads().size(); i++) {
      assertThat(read.leads().get(i).lead()).isEqualTo(written.leads().get(i).lead());
      assertThat(read.leads().get(i).microvolts())
          .containsExactly(written.leads().get(i).microvolts());
    }
  }

  @Test
  void readsBackARecordingOfWhichNothingElseIsKnown() throws Exception {
    Recording read = AecgText.recording(AecgText.read(bytes(bare())));
    assertThat(read.acquired()).isNull();
    assertThat(read.patient()).isNull();
    assertThat(read.device()).isNull();
    assertThat(read.leads().get(0).microvolts()).containsExactly(1f, 2f, 3f);
  }

  @Test
  void roundsSamplesOfNoCommonStepByLessThanAHundredthOfAMicrovolt() throws Exception {
    float[] samples = {0.1234567f, -128f, 5000.3f, (float) Math.PI};
    Recording odd =
        new Recording(
            List.of(new LeadSignal(Lead.V1, samples.clone())),
            500,
            null,
            null,
            null,
            Source.of("test"));
    float[] read = AecgText.recording(AecgText.read(bytes(odd))).leads().get(0).microvolts();
    for (int i = 0; i < samples.length; i++) {
      assertThat(Math.abs(read[i] - samples[i])).isLessThanOrEqualTo(0.0026f);
    }
  }

  @Test
  void isValidAgainstTheSchema() throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(
                SharedInterop.folder("aecg-schema")
                    .resolve("2003-12/schema/PORT_MT020001.xsd")
                    .toFile());
    for (Recording recording : List.of(whole(), bare())) {
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(bytes(recording))));
    }
  }

  private static byte[] bytes(Recording recording) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AecgWriter.write(recording, ID, out);
    return out.toByteArray();
  }

  private static Recording bare() {
    return new Recording(
        List.of(new LeadSignal(Lead.II, new float[] {1, 2, 3})),
        300,
        null,
        null,
        null,
        Source.of("test"));
  }

  private static Recording whole() {
    float[] steps = {4.88f, 2.5f, 1, 0.125f, 0.001f};
    Lead[] names = {Lead.I, Lead.V6, Lead.MODIFIED_LIMB, Lead.X, Lead.UNSPECIFIED};
    LeadSignal[] leads = new LeadSignal[steps.length];
    for (int lead = 0; lead < steps.length; lead++) {
      float[] samples = new float[1000];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) ((double) (i * 37 % 801 - 400) * Double.parseDouble("" + steps[lead]));
      }
      leads[lead] = new LeadSignal(names[lead], samples);
    }
    leads[2].microvolts()[17] = Float.NaN;
    return new Recording(
        List.of(leads),
        512,
        new AcquisitionTime(
            LocalDateTime.of(2024, 2, 29, 23, 59, 1, 250_000_000),
            ZoneOffset.ofHoursMinutes(-3, -30),
            ChronoUnit.MILLIS),
        new PatientAsSent(
            List.of(new SentIdentifier("urn:oid:1.2.3", "P-1")),
            "O'Neill & <Sons>",
            "Zoë",
            "1950-06",
            "other"),
        new DeviceAsSent("Maker", "Model", "SN-1", "1.0"),
        Source.of("test"));
  }
}
