package org.einthoven.ecg.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.einthoven.ecg.recording.Lead;
import org.junit.jupiter.api.Test;

/** Holds the codes of the leads against DICOM's context group of ECG leads. */
class LeadCodesInteropTest {

  @Test
  void everyLeadHasACodeOfItsOwnInCid3001() throws Exception {
    String group =
        Files.readString(
            SharedInterop.folder("mdc-codes").resolve("ValueSet-dicom-cid-3001-ECGLead.fsh"));
    Set<Integer> codes =
        Pattern.compile("11073:10101#(\\d+)")
            .matcher(group)
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .collect(Collectors.toSet());
    assertThat(codes).hasSizeGreaterThan(100);
    for (Lead lead : Lead.values()) {
      assertThat(codes).as(lead.label()).contains(lead.mdcLeadCode());
      assertThat(Lead.coded(lead.mdcLeadCode())).contains(lead);
      assertThat(Lead.coded(lead.mdcPotentialCode())).contains(lead);
      assertThat(Lead.named(lead.mdcLeadName())).contains(lead);
      Matcher named =
          Pattern.compile("#" + lead.mdcLeadCode() + " //\"(?:Lead )?([^\"]*)\"").matcher(group);
      assertThat(named.find()).isTrue();
      if (lead.label().matches("I{1,3}|V\\d.*|[XYZ]|C[HR]5")) {
        assertThat(named.group(1)).isEqualTo(lead.label());
      }
    }
  }
}
