package org.einthoven.ecg.format.aecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einthoven.ecg.format.aecg.AecgText.recording;
import static org.einthoven.ecg.format.aecg.AecgText.refused;
import static org.einthoven.ecg.format.aecg.AecgText.with;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.einthoven.ecg.format.ReadResult.Reason;
import org.einthoven.ecg.format.ReadResult.Refused;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlLimits;
import org.einthoven.ecg.recording.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AecgBadInputTest {

  private static final String SEQUENCES =
      "/AnnotatedECG/component/series/component/sequenceSet/component";

  private static Arguments bad(String name, String text, Reason reason, String place) {
    return Arguments.argumentSet(name, text, reason, place);
  }

  private static List<Arguments> badDocuments() {
    String digits = "<digits>1 -2 3 4</digits>";
    String scale = "<scale value=\"2.5\" unit=\"uV\"/>";
    String increment = "<increment value=\"2\" unit=\"ms\"/>";
    List<Arguments> all = new ArrayList<>();
    all.add(bad("nothing", "", Reason.EMPTY, "byte 0"));
    all.add(bad("no XML", "MSH|^~\\&|", Reason.MALFORMED, "line 1"));
    all.add(bad("blank", " \n ", Reason.MALFORMED, "line 1"));
    all.add(bad("another root", "<RestingECG/>", Reason.UNSUPPORTED, "/RestingECG"));
    all.add(
        bad(
            "another namespace",
            with("urn:hl7-org:v3", "urn:hl7-org:v9"),
            Reason.UNSUPPORTED,
            "/AnnotatedECG"));
    all.add(bad("a tag not closed", with("</digits>", ""), Reason.MALFORMED, "/value/digits"));
    all.add(bad("an entity nobody declared", with("1 -2", "1 &x; -2"), Reason.UNSAFE, "/digits"));
    all.add(
        bad(
            "an external entity",
            doctype("[<!ENTITY x SYSTEM \"file:///etc/hostname\">]", "&x;"),
            Reason.UNSAFE,
            "before the root"));
    all.add(
        bad(
            "an external parameter entity",
            doctype("[<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]", "1"),
            Reason.UNSAFE,
            "before the root"));
    all.add(
        bad(
            "an entity bomb",
            doctype(
                "[<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]",
                "&c;"),
            Reason.UNSAFE,
            "before the root"));
    all.add(
        bad(
            "an entity of an external DTD",
            doctype("SYSTEM \"http://127.0.0.1:1/x.dtd\"", "&x;"),
            Reason.UNSAFE,
            "/digits"));
    all.add(
        bad(
            "an entity of an external DTD in an attribute",
            doctype("SYSTEM \"http://127.0.0.1:1/x.dtd?a=1&amp=b&c\"", "1")
                .replace("SN-7", "SN&x;-7"),
            Reason.UNSAFE,
            "line"));
    all.add(
        bad(
            "a comment without end",
            with("1 -2", "<!--" + "x".repeat(1 << 21)),
            Reason.UNSAFE,
            "line"));
    all.add(
        bad(
            "a section of a huge length",
            with("1 -2", "<![CDATA[" + "1 ".repeat(1 << 20) + "]]>"),
            Reason.UNSAFE,
            "line"));
    all.add(
        bad(
            "an attribute of a huge length with marks of markup in it",
            with("SN-7", ">/>'-->]]>?>".repeat(1 << 17)),
            Reason.UNSAFE,
            "line"));
    all.add(
        bad(
            "elements nested too deep",
            with(
                "<component><series>",
                "<a>".repeat(200) + "</a>".repeat(200) + "<component><series>"),
            Reason.UNSAFE,
            "/AnnotatedECG/a/a/a"));
    all.add(
        bad(
            "a huge attribute",
            with("extension=\"SN-7\"", "extension=\"" + "9".repeat(1 << 18) + "\""),
            Reason.UNSAFE,
            "/manufacturedSeriesDevice/id"));
    all.add(
        bad(
            "too many attributes",
            with("<id extension=\"SN-7\"/>", "<id " + attributes(100) + "/>"),
            Reason.UNSAFE,
            "/manufacturedSeriesDevice/id"));
    all.add(
        bad(
            "far too many attributes",
            with("<id extension=\"SN-7\"/>", "<id " + attributes(20_000) + "/>"),
            Reason.UNSAFE,
            "/manufacturedSeriesDevice"));
    all.add(
        bad(
            "a huge name",
            with("Maker", "M".repeat(1 << 20)),
            Reason.UNSAFE,
            "/manufacturerOrganization/name"));
    all.add(
        bad(
            "a huge comment before the root",
            with("a comment", "x".repeat(1 << 17)),
            Reason.UNSAFE,
            "byte 65536"));
    all.add(
        bad(
            "no series",
            AecgText.document().replaceAll("(?s)<component><series>.*</series></component>", ""),
            Reason.INVALID,
            "/AnnotatedECG/component/series"));
    all.add(bad("no digits", with(digits, ""), Reason.INVALID, SEQUENCES + "[2]/sequence"));
    all.add(
        bad("empty digits", with(digits, "<digits> </digits>"), Reason.INVALID, "[2]/sequence"));
    for (String digit :
        List.of(
            "NaN",
            "INF",
            "-INF",
            "Infinity",
            "1,5",
            "1.2.3",
            "0x10",
            "--1",
            "-",
            "e",
            "1e999",
            "9".repeat(40))) {
      all.add(
          bad("the digit " + digit, with("-2 3", digit + " 3"), Reason.INVALID, "/value/digits"));
    }
    all.add(bad("no scale", with(scale, ""), Reason.INVALID, "[2]/sequence"));
    all.add(
        bad(
            "a scale of 0",
            with(scale, scale.replace("2.5", "0")),
            Reason.INVALID,
            "[2]/sequence"));
    all.add(
        bad(
            "a scale that is no number",
            with(scale, scale.replace("2.5", "2,5")),
            Reason.INVALID,
            "/value/scale"));
    all.add(
        bad(
            "a scale without a unit",
            with(scale, "<scale value=\"2.5\"/>"),
            Reason.INVALID,
            "/value/scale"));
    all.add(
        bad(
            "a scale of no voltage",
            with(scale, scale.replace("uV", "Pa")),
            Reason.INVALID,
            "/value/scale"));
    all.add(
        bad(
            "an infinite scale",
            with(scale, scale.replace("2.5", "1e300")),
            Reason.INVALID,
            "[2]/sequence"));
    all.add(
        bad(
            "an unknown origin",
            with("<origin value=\"1\" unit=\"mV\"/>", "<origin nullFlavor=\"UNK\"/>"),
            Reason.INVALID,
            "/value/origin"));
    all.add(
        bad(
            "an origin without a unit",
            with("<origin value=\"1\" unit=\"mV\"/>", "<origin value=\"1\"/>"),
            Reason.INVALID,
            "/value/origin"));
    all.add(
        bad(
            "no time axis",
            AecgText.document().replaceAll("(?s)<sequence>\\s*<code code=\"TIME.*?</sequence>", ""),
            Reason.INVALID,
            "/sequenceSet"));
    all.add(bad("no increment", with(increment, ""), Reason.INVALID, "/sequenceSet"));
    for (String value : List.of("0", "-2", "x", "", "1e-320", "NaN")) {
      all.add(
          bad(
              "an increment of '" + value + "'",
              with(increment, increment.replace("\"2\"", "\"" + value + "\"")),
              Reason.INVALID,
              "/sequenceSet"));
    }
    all.add(
        bad(
            "an increment without a unit",
            with(increment, "<increment value=\"2\"/>"),
            Reason.INVALID,
            "/value/increment"));
    all.add(
        bad(
            "an increment in volts",
            with(increment, increment.replace("ms", "mV")),
            Reason.INVALID,
            "/value/increment"));
    all.add(
        bad("leads of unequal length", with("1 -2 3 4", "1 -2 3"), Reason.INVALID, "[3]/sequence"));
    all.add(
        bad(
            "one lead twice",
            with("mdc_ecg_lead_avf", "MDC_ECG_LEAD_I"),
            Reason.INVALID,
            "[3]/sequence"));
    all.add(
        bad(
            "an unknown lead",
            with("mdc_ecg_lead_avf", "MDC_ECG_LEAD_Q9"),
            Reason.UNSUPPORTED,
            "[3]/sequence"));
    all.add(
        bad(
            "a lead without a code",
            with("code=\"mdc_ecg_lead_avf\"", ""),
            Reason.UNSUPPORTED,
            "[3]/sequence"));
    all.add(
        bad(
            "two subjects of different names",
            with(
                "</trialSubject></subject>",
                "</trialSubject></subject><subject><trialSubject><subjectDemographicPerson>"
                    + "<name>Slow</name></subjectDemographicPerson></trialSubject></subject>"),
            Reason.INVALID,
            "/subject[2]/trialSubject/subjectDemographicPerson"));
    all.add(
        bad(
            "something behind the root",
            AecgText.document() + "<more/>",
            Reason.MALFORMED,
            "line "));
    all.add(
        bad(
            "a byte that is not of the encoding",
            with("Quick", "Q\u0000"),
            Reason.MALFORMED,
            "/family"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("badDocuments")
  void refusesWithPlaceAndRemedyAndWithoutPatientData(String text, Reason reason, String place) {
    Refused refused = refused(text);
    assertThat(refused.reason()).as(refused.toString()).isEqualTo(reason);
    assertThat(refused.place()).contains(place);
    if (refused.place().contains("/AnnotatedECG/")) {
      assertThat(refused.place()).containsPattern("line \\d+, column \\d+, /AnnotatedECG");
    }
    assertThat(refused.remedy()).isNotBlank();
    assertNoPatientData(refused);
  }

  @Test
  void refusesBytesThatAreNotOfTheDeclaredEncodingAndPrintsNothing() {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      byte[] bytes = with("Quick", "M\u00fcller").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(AecgText.refused(AecgText.read(bytes)).reason()).isEqualTo(Reason.MALFORMED);
      assertThat(refused(with("Quick", "Q<uick")).reason()).isEqualTo(Reason.MALFORMED);
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void refusesMoreSamplesOfALeadThanItsLimitIsMeantFor() throws IOException {
    byte[] text = with("1 -2", "1 ".repeat(9000)).getBytes(StandardCharsets.UTF_8);
    XmlLimits small = new XmlLimits(32_000, 100, 64, 65_536);
    Refused refused = AecgText.refused(new AecgReader(small).read(new ByteArrayInputStream(text)));
    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused.problem()).contains("8000 samples");
  }

  @Test
  void refusesAnEncodingThatItDoesNotKnowOrThatIsNoSupersetOfAscii() {
    for (String name : List.of("KLINGON", "IBM037", "UTF-32")) {
      Refused refused = refused(with("encoding=\"UTF-8\"", "encoding=\"" + name + "\""));
      assertThat(refused.reason()).as(name).isEqualTo(Reason.MALFORMED);
      assertThat(refused.problem()).contains("encoding");
    }
  }

  @Test
  void readsWhatIsShortSlowSingleOrInTheFuture() {
    String one =
        AecgText.document()
            .replaceAll("(?s)<component><sequence>\\s*<code code=\"mdc.*?</component>", "");
    assertThat(recording(one).leads()).hasSize(1);
    Recording slow = recording(with("value=\"2\" unit=\"ms\"", "value=\"20\" unit=\"ms\""));
    assertThat(slow.samplesPerSecond()).isEqualTo(50);
    String second =
        with("1 -2 3 4", "5 ".repeat(500)).replaceAll("0.5\\s+-1\\s+\\+2 1e1", "7 ".repeat(500));
    assertThat(recording(second).durationSeconds()).isEqualTo(1);
    assertThat(
            recording(with("20240102030405.250", "29990102030405.250"))
                .acquired()
                .local()
                .getYear())
        .isEqualTo(2999);
  }

  static void assertNoPatientData(Refused refused) {
    assertThat(refused.toString()).doesNotContain("Quick", "Ann B", "SBJ-123", "19530508", "Slow");
    assertThat(new RefusedException(refused)).message().doesNotContain("Quick", "SBJ-123");
  }

  private static String doctype(String declaration, String digit) {
    return with("<AnnotatedECG", "<!DOCTYPE AnnotatedECG " + declaration + ">\n<AnnotatedECG")
        .replace("1 -2", digit + " -2");
  }

  private static String attributes(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append("a").append(i).append("=\"\" ");
    }
    return all.toString();
  }
}
