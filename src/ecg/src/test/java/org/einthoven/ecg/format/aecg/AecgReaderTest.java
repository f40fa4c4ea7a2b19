package org.einthoven.ecg.format.aecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.ecg.format.aecg.AecgText.recording;
import static org.einthoven.ecg.format.aecg.AecgText.with;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.Lead;
import org.einthoven.ecg.recording.LeadSignal;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AecgReaderTest {

  @Test
  void readsLeadsAsOriginPlusScaleTimesDigitEachInItsUnit() {
    Recording recording = recording(AecgText.document());
    assertThat(recording.samplesPerSecond()).isEqualTo(500);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsExactly(Lead.I, Lead.AVF);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(2.5f, -5f, 7.5f, 10f);
    assertThat(recording.leads().get(1).microvolts()).containsExactly(1002.5f, 995f, 1010f, 1050f);
    assertThat(recording.source().format()).isEqualTo("HL7 aECG");
    assertThat(recording.source().notes()).isEmpty();
  }

  @Test
  void readsPatientDeviceAndIds() {
    Recording recording = recording(AecgText.document());
    PatientAsSent patient = recording.patient();
    assertThat(patient.identifiers())
        .containsExactly(new SentIdentifier("urn:oid:2.16.840.1.113883.3.400", "SBJ-123"));
    assertThat(patient.familyName()).isEqualTo("Quick");
    assertThat(patient.givenName()).isEqualTo("Ann B.");
    assertThat(patient.birthDate()).isEqualTo("1953-05-08");
    assertThat(patient.gender()).isEqualTo("female");
    assertThat(recording.device())
        .isEqualTo(new DeviceAsSent("Maker & Sons", "Model X", "SN-7", "5.3"));
    assertThat(recording.source().documentId())
        .isEqualTo(
            new SentIdentifier(
                "urn:ietf:rfc:3986", "urn:uuid:61d1a24f-b47e-41aa-ae95-f8ac302f4eeb"));
  }

  @Test
  void readsOrderIds() {
    String order =
        "<inFulfillmentOf><order><id root=\"1.2.9\" extension=\"ACC-4\"/></order></inFulfillmentOf>";
    assertThat(
            recording(
                    with("<componentOf><timepointEvent>", order + "<componentOf><timepointEvent>"))
                .source()
                .orderIds())
        .containsExactly(new SentIdentifier("urn:oid:1.2.9", "ACC-4"));
  }

  @ParameterizedTest
  @CsvSource({
    "20240102030405.250+0130, 2024-01-02T03:04:05.250, +01:30, MILLIS",
    "20240102030405.123456-0500, 2024-01-02T03:04:05.123456, -05:00, MICROS",
    "20240102030405, 2024-01-02T03:04:05, , SECONDS",
    "202401020304, 2024-01-02T03:04, , MINUTES",
    "2024010203, 2024-01-02T03:00, , HOURS",
    "20240102, 2024-01-02T00:00, , DAYS",
    "202401, 2024-01-01T00:00, , MONTHS",
    "2024, 2024-01-01T00:00, , YEARS",
    "20991231235959, 2099-12-31T23:59:59, , SECONDS",
    "2024-01-02 03:04:05.5, 2024-01-02T03:04:05.500, , MILLIS",
    "2024-01-02T03:04:05Z, 2024-01-02T03:04:05, Z, SECONDS",
  })
  void keepsTheStartAsPreciselyAsItIsWritten(
      String text, LocalDateTime local, ZoneOffset offset, ChronoUnit precision) {
    assertThat(recording(with("20240102030405.250+0130", text)).acquired())
        .isEqualTo(new AcquisitionTime(local, offset, precision));
  }

  @ParameterizedTest
  @CsvSource({
    "<low value='20240102030405'/><high value='20240102030407'/>, 2024-01-02T03:04:05",
    "<center value='20240102030405'/>, 2024-01-02T03:04:05",
    "<high value='20240102030405.008'/>, 2024-01-02T03:04:05",
  })
  void takesTheStartFromAnIntervalWhereTheTimeAxisIsRelative(String interval, LocalDateTime local) {
    String text =
        with("TIME_ABSOLUTE", "TIME_RELATIVE")
            .replace("<head value=\"20240102030405.250+0130\"/>", "<head value=\"0\" unit=\"s\"/>")
            .replaceAll("<low value=\"20240102030405\"/>.*?(?=</effectiveTime>)", interval);
    assertThat(recording(text).acquired().local()).isEqualTo(local);
    String document =
        text.replace("<center value=\"20240102\"/>", interval)
            .replaceAll("<effectiveTime>" + interval + "</effectiveTime>\n +<author>", "<author>");
    assertThat(document).doesNotContain(interval + "</effectiveTime>\n    <author>");
    assertThat(recording(document).acquired().local()).isEqualTo(local);
  }

  @Test
  void leavesTheStartUnknownWhereNothingOrNonsenseGivesIt() {
    String text =
        with("20240102030405.250+0130", "yesterday")
            .replaceAll("<effectiveTime>.*</effectiveTime>", "<effectiveTime nullFlavor='UNK'/>");
    Recording recording = recording(text);
    assertThat(recording.acquired()).isNull();
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("no HL7 point in time"));
  }

  @ParameterizedTest
  @CsvSource({"0.002,s,500", "2,ms,500", "2000,us,500", "0.001953125,s,512", "0.0078125,s,128"})
  void readsTheSamplingIntervalInItsUnit(String value, String unit, double rate) {
    String other = "value=\"" + value + "\" unit=\"" + unit + "\"";
    assertThat(recording(with("value=\"2\" unit=\"ms\"", other)).samplesPerSecond())
        .isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({"2.5,uV,2.5", "0.0025,mV,2.5", "0.0000025,V,2.5", "2500,nV,2.5", "2.5,µV,2.5"})
  void readsTheScaleInItsUnit(String value, String unit, float first) {
    String other = "<scale value=\"" + value + "\" unit=\"" + unit + "\"/>";
    assertThat(
            recording(with("<scale value=\"2.5\" unit=\"uV\"/>", other))
                .leads()
                .get(0)
                .microvolts()[0])
        .isEqualTo(first);
  }

  @Test
  void needsNoUnitForAnOriginOfZeroAndNoOriginAtAll() {
    assertThat(
            recording(with("<origin value=\"0\" unit=\"uV\"/>", "<origin value=\"0\"/>")).length())
        .isEqualTo(4);
    assertThat(recording(with("<origin value=\"0\" unit=\"uV\"/>", "")).length()).isEqualTo(4);
  }

  @Test
  void readsMinus32768AsMissingOnlyWhereItCannotBeASample() {
    Recording coarse = recording(with("1 -2 3 4", "1 -32768 3 4"));
    assertThat(coarse.leads().get(0).microvolts()[1]).isNaN();
    assertThat(coarse.source().notes()).anyMatch(note -> note.contains("missing"));
    Recording fine =
        recording(
            with("1 -2 3 4", "1 -32768 3 4")
                .replace(
                    "<scale value=\"2.5\" unit=\"uV\"/>", "<scale value=\"10\" unit=\"nV\"/>"));
    assertThat(fine.leads().get(0).microvolts()[1]).isEqualTo(-327.68f);
  }

  @Test
  void readsOnlyTheRhythmAndSaysWhatItLeftOut() {
    String series = "<component><series>\n    <code code=\"RHYTHM\"";
    String derivation =
        "<derivation><derivedSeries><code code='REPRESENTATIVE_BEAT'/>"
            + "<component><sequenceSet><component><sequence><code code='MDC_ECG_LEAD_II'/>"
            + "<value><scale value='1' unit='uV'/><digits>9 9</digits></value>"
            + "</sequence></component></sequenceSet></component></derivedSeries></derivation>"
            + "<subjectOf><annotationSet/></subjectOf>";
    String text =
        with(
            "</sequenceSet></component>\n  </series>",
            "</sequenceSet></component>\n" + derivation + "</series>");
    Recording recording = recording(text);
    assertThat(recording.leads()).hasSize(2);
    assertThat(recording.source().notes())
        .containsExactly(
            "the series derived from the rhythm was not read",
            "the sender's own annotations were not read");
    assertThat(series).isNotEmpty();
  }

  @Test
  void readsTheFirstOfSeveralRhythmsAndPassesOverABeat() {
    String text = AecgText.document();
    int from = text.indexOf("<component><series>");
    int to = text.indexOf("</series></component>") + "</series></component>".length();
    String rhythm = text.substring(from, to);
    String beat = rhythm.replace("RHYTHM", "REPRESENTATIVE_BEAT").replace("1 -2 3 4", "what?");
    String second = rhythm.replace("1 -2 3 4", "9 9 9 9");
    Recording recording =
        recording(text.substring(0, from) + beat + rhythm + second + text.substring(to));
    assertThat(recording.leads().get(0).microvolts()).startsWith(2.5f);
    assertThat(recording.source().notes())
        .containsExactly(
            "the first rhythm series was read, 1 after it were not",
            "1 series without rhythm samples were not read");
  }

  @Test
  void joinsSequenceSetsOfOneTimeAndNamesThoseOfAnother() {
    String text = AecgText.document();
    int from = text.indexOf("<component><sequenceSet>");
    int to = text.indexOf("</sequenceSet></component>") + "</sequenceSet></component>".length();
    String set = text.substring(from, to);
    String together = set.replace("LEAD_I\"", "LEAD_V1\"").replace("avf", "V2");
    String later = together.replace("20240102030405.250", "20240102030406.250");
    String prefix = text.substring(0, to);
    assertThat(recording(prefix + together + text.substring(to)).leads())
        .extracting(LeadSignal::lead)
        .containsExactly(Lead.I, Lead.AVF, Lead.V1, Lead.V2);
    Recording cut = recording(prefix + later + text.substring(to));
    assertThat(cut.leads()).hasSize(2);
    assertThat(cut.source().notes()).singleElement().asString().contains("further sequence set");
  }

  @Test
  void joinsWhatSeveralSubjectsSayOfOnePerson() {
    String text =
        with(
                "<id root=\"2.16.840.1.113883.3.400\" extension=\"SBJ-123\"/>\n      <subjectDemo",
                "<code code=\"ENROLLED\"/>\n      <subjectDemo")
            .replace(
                "</trialSubject></subject>",
                "</trialSubject></subject><subject><trialSubject><id root=\"1.2.3\""
                    + " extension=\"0000989\"/></trialSubject></subject>");
    PatientAsSent patient = recording(text).patient();
    assertThat(patient.familyName()).isEqualTo("Quick");
    assertThat(patient.identifiers())
        .containsExactly(new SentIdentifier("urn:oid:1.2.3", "0000989"));
  }

  @Test
  void toleratesNullFlavorsEmptyCodesAndElementsOfVendors() {
    String text =
        with("<administrativeGenderCode code=\"F\"/>", "<administrativeGenderCode/>")
            .replace(
                "<id root=\"61d1a24f-b47e-41aa-ae95-f8ac302f4eeb\"/>", "<id nullFlavor=\"NI\"/>")
            .replace("<birthTime value=\"19530508\"/>", "<birthTime nullFlavor=\"UNK\"/>")
            .replace(
                "<component><series>",
                "<vendorBlock><id extension=\"x\"/></vendorBlock>"
                    + "<v:id xmlns:v=\"urn:vendor\" extension=\"y\"/><component><series>");
    Recording recording = recording(text);
    assertThat(recording.patient().gender()).isNull();
    assertThat(recording.patient().birthDate()).isNull();
    assertThat(recording.source().documentId()).isNull();
  }

  @Test
  void leavesOutALeadThatIsSentWithoutAValueAndSaysSo() {
    String text =
        AecgText.document()
            .replaceAll(
                "(?s)(mdc_ecg_lead_avf\".*?)<value.*?</value>",
                "$1<value xsi:type=\"SLIST_PQ\" nullFlavor=\"NI\"/>");
    Recording recording = recording(text);
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsExactly(Lead.I);
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("without a value"));
    assertThat(
            recording(
                    with(
                        "administrativeGenderCode code=\"F\"",
                        "administrativeGenderCode nullFlavor=\"UNK\""))
                .patient()
                .gender())
        .isEqualTo("unknown");
  }

  @Test
  void readsAnUnpartedNameAndKeepsNoPatientWhereNoneIsNamed() {
    assertThat(
            recording(
                    with(
                        "<name><family>Quick</family><given>Ann</given><given>B.</given></name>",
                        "<name>\n Quick,  Ann </name>"))
                .patient()
                .familyName())
        .isEqualTo("Quick, Ann");
    String text = AecgText.document().replaceAll("(?s)<subject>.*</subject>", "");
    assertThat(recording(text).patient()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void readsEveryEncodingThatTheDocumentDeclares(String encoding) {
    String text =
        with("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"").replace("Quick", "Müller");
    byte[] bytes = text.getBytes(Charset.forName(encoding));
    assertThat(new AecgReader().recognises(bytes)).isTrue();
    assertThat(AecgText.recording(AecgText.read(bytes)).patient().familyName()).isEqualTo("Müller");
  }

  @Test
  void readsADocumentWithoutAnXmlDeclarationAndOneBehindAByteOrderMark() {
    String bare = AecgText.document().replaceFirst("<\\?xml.*\\?>\n", "");
    assertThat(recording(bare).length()).isEqualTo(4);
    assertThat(recording("\ufeff" + AecgText.document()).length()).isEqualTo(4);
    byte[] head = ("\ufeff" + bare).getBytes(StandardCharsets.UTF_8);
    assertThat(new AecgReader().recognises(head)).isTrue();
  }

  @Test
  void readsThroughCommentsSectionsInstructionsAndCharacterReferences() {
    String text =
        with("SN-7", "S&amp;&#78;>'-7")
            .replace(
                "1 -2 3 4", "1<!-- > \" ' <a b='&nothing;'> -> --> <![CDATA[-2 ]]><?p > \" ?>3 4")
            .replace("<subject>", "<!----><!-- - --><subject>");
    Recording recording = recording(text);
    assertThat(recording.leads().get(0).microvolts()).containsExactly(2.5f, -5f, 7.5f, 10f);
    assertThat(recording.device().serialNumber()).isEqualTo("S&N>'-7");
  }

  @Test
  void passesOverAnExternalDoctypeWithoutResolvingIt() {
    String text =
        with(
            "<AnnotatedECG",
            "<!DOCTYPE AnnotatedECG SYSTEM \"http://127.0.0.1:1/a.dtd\">\n<AnnotatedECG");
    assertThat(recording(text).length()).isEqualTo(4);
  }

  @Test
  void readsPotentialCodesAndNumericCodesOfTheNomenclature() {
    Recording recording =
        recording(
            with("MDC_ECG_LEAD_I\"", "131076\"")
                .replace("mdc_ecg_lead_avf", "MDC_ECG_ELEC_POTL_III"));
    assertThat(recording.leads()).extracting(LeadSignal::lead).containsExactly(Lead.V2, Lead.III);
  }

  @Test
  void readsMinusAvrAsAvrWithItsSignChanged() {
    Recording recording = recording(with("MDC_ECG_LEAD_I\"", "MDC_ECG_LEAD_AVRneg\""));
    assertThat(recording.signal(Lead.AVR).orElseThrow().microvolts())
        .containsExactly(-2.5f, 5f, -7.5f, -10f);
    assertThat(recording.source().notes()).anyMatch(note -> note.contains("-aVR"));
  }

  @Test
  void notesASequenceThatIsNotOfVoltage() {
    Recording recording =
        recording(
            with("mdc_ecg_lead_avf", "MDC_PRESS_BLD_ART")
                .replace(
                    "<origin value=\"1\" unit=\"mV\"/><scale value=\"5\" unit=\"uV\"/>",
                    "<scale value=\"5\" unit=\"mm[Hg]\"/>"));
    assertThat(recording.leads()).hasSize(1);
    assertThat(recording.source().notes())
        .containsExactly("a sequence that is not of voltage was not read");
  }
}
