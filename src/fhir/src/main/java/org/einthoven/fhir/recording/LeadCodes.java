package org.einthoven.fhir.recording;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.recording.Lead;
import org.jspecify.annotations.Nullable;

/**
 * The code families in which FHIR ECGs name a lead.
 *
 * <p>Sources: ISO/IEEE 11073-10101 by DICOM PS3.16 CID 3001; SNOMED CT and LOINC parts by the value
 * sets {@code EkgAbleitungenVS} and {@code EkgLeads} of the German base profiles 1.6.0; SCP-ECG (EN
 * 1064 section 5.6.3) lead numbers, which are the 11073 lead codes less 131072.
 */
final class LeadCodes {

  /** What to write in a refusal, so that a sender knows what to send. */
  static final String FAMILIES =
      "name the lead by ISO/IEEE 11073 (urn:iso:std:iso:11073:10101 or"
          + " urn:oid:2.16.840.1.113883.6.24: MDC_ECG_ELEC_POTL_* such as 131329 for lead I, or"
          + " MDC_ECG_LEAD_* such as 131073), SNOMED CT (272729005 for lead I), LOINC parts"
          + " (LP7386-8 for lead I) or SCP-ECG (5.6.3-9-1 for lead I)";

  static final String MDC = "urn:iso:std:iso:11073:10101";
  static final String MDC_BY_OID = "urn:oid:2.16.840.1.113883.6.24";
  static final String SNOMED = "http://snomed.info/sct";
  static final String LOINC = "http://loinc.org";

  private static final String APPLE = "http://developer.apple.com/documentation/healthkit";

  private static final int FIRST_LEAD = 131072;
  private static final int PAST_POTENTIALS = 131072 + 512;

  private static final Pattern SCP = Pattern.compile("5\\.6\\.3-9-(\\d{1,3})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private static final Map<String, Lead> SNOMED_LEADS =
      Map.ofEntries(
          Map.entry("272729005", Lead.I),
          Map.entry("272730000", Lead.II),
          Map.entry("272731001", Lead.III),
          Map.entry("257474006", Lead.AVR),
          Map.entry("257473000", Lead.AVL),
          Map.entry("257472005", Lead.AVF),
          Map.entry("257475007", Lead.V1),
          Map.entry("257476008", Lead.V2),
          Map.entry("257477004", Lead.V3),
          Map.entry("257478009", Lead.V4),
          Map.entry("257479001", Lead.V5),
          Map.entry("257480003", Lead.V6));

  private static final Map<String, Lead> LOINC_LEADS =
      Map.ofEntries(
          Map.entry("LP7386-8", Lead.I),
          Map.entry("LP7387-6", Lead.II),
          Map.entry("LP7388-4", Lead.III),
          Map.entry("LP7385-0", Lead.AVR),
          Map.entry("LP7384-3", Lead.AVL),
          Map.entry("LP7383-5", Lead.AVF),
          Map.entry("LP7389-2", Lead.V1),
          Map.entry("LP7390-0", Lead.V2),
          Map.entry("LP7391-8", Lead.V3),
          Map.entry("LP7392-6", Lead.V4),
          Map.entry("LP7393-4", Lead.V5),
          Map.entry("LP7394-2", Lead.V6));

  private static final Set<String> LOINC_STUDIES =
      Set.of("11524-6", "34534-8", "28010-7", "76645-1", "18844-1");
  private static final Set<String> SNOMED_STUDIES =
      Set.of("106073009", "29303009", "268400002", "164847006");

  private LeadCodes() {}

  /** What a code says about the lead. */
  sealed interface Meaning {}

  /** It names this lead. */
  record Names(Lead lead) implements Meaning {}

  /** It says that this is an ECG and leaves the lead open. */
  record SomeEcg() implements Meaning {}

  /** It belongs to a family of lead codes, and no lead that is read here has it. */
  record UnknownLead(String family) implements Meaning {}

  /** It says nothing about a lead. */
  record Foreign() implements Meaning {}

  static Meaning of(@Nullable String system, @Nullable String code) {
    if (code == null || code.isBlank()) {
      return new Foreign();
    }
    String bare = code.strip();
    Matcher scp = SCP.matcher(bare);
    if (scp.matches()) {
      return numbered(FIRST_LEAD + Integer.parseInt(scp.group(1)), "SCP-ECG");
    }
    if (system == null) {
      return new Foreign();
    }
    if (system.equals(MDC) || system.equals(MDC_BY_OID)) {
      return mdc(bare);
    }
    if (system.equals(LOINC)) {
      return listed(LOINC_LEADS, LOINC_STUDIES, bare, bare.startsWith("LP73"), "LOINC");
    }
    if (system.equals(SNOMED) || system.startsWith(SNOMED + "/")) {
      return listed(SNOMED_LEADS, SNOMED_STUDIES, bare, false, "SNOMED CT");
    }
    return system.equals(APPLE) && bare.equals("HKElectrocardiogram")
        ? new SomeEcg()
        : new Foreign();
  }

  private static Meaning mdc(String code) {
    if (NUMBER.matcher(code).matches()) {
      int number = Integer.parseInt(code);
      return number >= FIRST_LEAD && number < PAST_POTENTIALS
          ? numbered(number, "ISO/IEEE 11073")
          : new Foreign();
    }
    if (!code.startsWith("MDC_ECG_LEAD") && !code.startsWith("MDC_ECG_ELEC_POTL")) {
      return new Foreign();
    }
    return Lead.named(code)
        .map(LeadCodes::meaning)
        .orElseGet(() -> new UnknownLead("ISO/IEEE 11073"));
  }

  private static Meaning numbered(int mdcCode, String family) {
    Optional<Lead> lead = Lead.coded(mdcCode);
    return lead.map(LeadCodes::meaning).orElseGet(() -> new UnknownLead(family));
  }

  private static Meaning meaning(Lead lead) {
    return lead == Lead.UNSPECIFIED ? new SomeEcg() : new Names(lead);
  }

  private static Meaning listed(
      Map<String, Lead> leads, Set<String> studies, String code, boolean inFamily, String family) {
    Lead lead = leads.get(code);
    if (lead != null) {
      return new Names(lead);
    }
    if (studies.contains(code)) {
      return new SomeEcg();
    }
    return inFamily ? new UnknownLead(family) : new Foreign();
  }
}
