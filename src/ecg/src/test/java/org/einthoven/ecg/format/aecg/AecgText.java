package org.einthoven.ecg.format.aecg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.ecg.recording.Recording;

/** A small aECG in text with places to put something else, and short ways to read it. */
public final class AecgText {

  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a comment before the root -->
      <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" type="Observation">
        <id root="61d1a24f-b47e-41aa-ae95-f8ac302f4eeb"/>
        <code code="93000" codeSystem="2.16.840.1.113883.6.12"/>
        <effectiveTime><center value="20240102"/></effectiveTime>
        <componentOf><timepointEvent><componentOf><subjectAssignment>
          <subject><trialSubject>
            <id root="2.16.840.1.113883.3.400" extension="SBJ-123"/>
            <subjectDemographicPerson>
              <name><family>Quick</family><given>Ann</given><given>B.</given></name>
              <administrativeGenderCode code="F"/>
              <birthTime value="19530508"/>
            </subjectDemographicPerson>
          </trialSubject></subject>
          <componentOf><clinicalTrial><id root="1.2.3"/></clinicalTrial></componentOf>
        </subjectAssignment></componentOf></timepointEvent></componentOf>
        <component><series>
          <code code="RHYTHM" codeSystem="2.16.840.1.113883.5.4"/>
          <effectiveTime><low value="20240102030405"/><high value="20240102030406"/></effectiveTime>
          <author><seriesAuthor>
            <manufacturedSeriesDevice>
              <id extension="SN-7"/>
              <manufacturerModelName> Model  X </manufacturerModelName>
              <softwareName>5.3</softwareName>
            </manufacturedSeriesDevice>
            <manufacturerOrganization><name>Maker &amp; Sons</name></manufacturerOrganization>
          </seriesAuthor></author>
          <component><sequenceSet>
            <component><sequence>
              <code code="TIME_ABSOLUTE" codeSystem="2.16.840.1.113883.5.4"/>
              <value xsi:type="GLIST_TS"><head value="20240102030405.250+0130"/><increment value="2" unit="ms"/></value>
            </sequence></component>
            <component><sequence>
              <code code="MDC_ECG_LEAD_I" codeSystem="2.16.840.1.113883.6.24"/>
              <value xsi:type="SLIST_PQ"><origin value="0" unit="uV"/><scale value="2.5" unit="uV"/><digits>1 -2 3 4</digits></value>
            </sequence></component>
            <component><sequence>
              <code code="mdc_ecg_lead_avf" codeSystem="2.16.840.1.113883.6.24"/>
              <value xsi:type="SLIST_PQ"><origin value="1" unit="mV"/><scale value="5" unit="uV"/><digits>
                0.5\t-1
                +2 1e1 </digits></value>
            </sequence></component>
          </sequenceSet></component>
        </series></component>
      </AnnotatedECG>
      """;

  private AecgText() {}

  /** The document as it is: leads I and aVF of 4 samples at 500 Hz. */
  public static String document() {
    return DOCUMENT;
  }

  /** The document with something else in the place of a text that it holds. */
  static String with(String old, String other) {
    if (!DOCUMENT.contains(old)) {
      throw new IllegalArgumentException("the document holds no " + old);
    }
    return DOCUMENT.replace(old, other);
  }

  static ReadResult read(byte[] bytes) {
    try {
      return new AecgReader().read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError("a stream in memory does not fail", e);
    }
  }

  static ReadResult read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static Recording recording(String text) {
    return recording(read(text));
  }

  static Recording recording(ReadResult result) {
    if (result instanceof ReadResult.Read read) {
      return read.recording();
    }
    throw new AssertionError("refused: " + result);
  }

  static ReadResult.Refused refused(String text) {
    return refused(read(text));
  }

  static ReadResult.Refused refused(ReadResult result) {
    if (result instanceof ReadResult.Refused refused) {
      return refused;
    }
    throw new AssertionError("read what should be refused");
  }
}
