package org.einthoven.ecg.recording;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An ECG lead and its two ISO/IEEE 11073-10101 codes.
 *
 * <p>The nomenclature names a lead twice: as a lead ({@code MDC_ECG_LEAD_*}, used by HL7 aECG) and
 * as the electrical potential measured on it ({@code MDC_ECG_ELEC_POTL_*}, used by FHIR and by
 * personal health devices), which is the first plus 256. Codes of the leads: DICOM PS3.16 CID 3001.
 */
public enum Lead {
  I("I", "I", 131073),
  II("II", "II", 131074),
  III("III", "III", 131133),
  AVR("aVR", "AVR", 131134),
  AVL("aVL", "AVL", 131135),
  AVF("aVF", "AVF", 131136),
  V1("V1", "V1", 131075),
  V2("V2", "V2", 131076),
  V3("V3", "V3", 131077),
  V4("V4", "V4", 131078),
  V5("V5", "V5", 131079),
  V6("V6", "V6", 131080),
  V7("V7", "V7", 131081),
  V2R("V2R", "V2R", 131082),
  V3R("V3R", "V3R", 131083),
  V4R("V4R", "V4R", 131084),
  V5R("V5R", "V5R", 131085),
  V6R("V6R", "V6R", 131086),
  V7R("V7R", "V7R", 131087),
  V8("V8", "V8", 131138),
  V9("V9", "V9", 131139),
  V8R("V8R", "V8R", 131140),
  V9R("V9R", "V9R", 131141),
  /** Bipolar chest lead V5 against V5R, as the following ones of recorders that are worn. */
  CC5("CC5", "CC5", 131091),
  CM5("CM5", "CM5", 131092),
  CH5("CH5", "CH5", 131194),
  CS5("CS5", "CS5", 131195),
  CB5("CB5", "CB5", 131196),
  CR5("CR5", "CR5", 131197),
  /** Modified chest lead at V1 against the left arm, as the following ones. */
  MCL1("MCL1", "MCL1", 131164),
  MCL2("MCL2", "MCL2", 131165),
  MCL3("MCL3", "MCL3", 131166),
  MCL4("MCL4", "MCL4", 131167),
  MCL5("MCL5", "MCL5", 131168),
  MCL6("MCL6", "MCL6", 131169),
  /** A lead of the EASI system, as the following ones. */
  ES("ES", "ES", 131203),
  AS("AS", "AS", 131204),
  AI("AI", "AI", 131205),
  /** A limb lead with its electrodes moved to the torso, as in the MIT-BIH records (MLII). */
  MODIFIED_LIMB("MLII", "ML", 131198),
  /** Frank's orthogonal lead X, to the left. */
  X("X", "X", 131088),
  /** Frank's orthogonal lead Y, to the feet. */
  Y("Y", "Y", 131089),
  /** Frank's orthogonal lead Z, to the back. */
  Z("Z", "Z", 131090),
  /** A lead whose position was not said: one channel of a wearable, a generic potential. */
  UNSPECIFIED("?", "CONFIG", 131072);

  private static final int POTENTIAL_MINUS_LEAD = 256;

  private static final Map<String, Lead> BY_NAME =
      Stream.of(values())
          .flatMap(
              lead -> Stream.of(Map.entry(key(lead.label), lead), Map.entry(lead.mdcSuffix, lead)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));

  private static final Map<Integer, Lead> BY_LEAD_CODE =
      Stream.of(values())
          .filter(lead -> lead.mdcLeadCode != 0)
          .collect(Collectors.toMap(lead -> lead.mdcLeadCode, Function.identity()));

  private final String label;
  private final String mdcSuffix;
  private final int mdcLeadCode;

  Lead(String label, String mdcSuffix, int mdcLeadCode) {
    this.label = label;
    this.mdcSuffix = mdcSuffix;
    this.mdcLeadCode = mdcLeadCode;
  }

  /** The name on a tracing, such as {@code aVR}. */
  public String label() {
    return label;
  }

  /** The 11073 reference identifier of the lead, such as {@code MDC_ECG_LEAD_AVR}. */
  public String mdcLeadName() {
    return "MDC_ECG_LEAD_" + mdcSuffix;
  }

  /** The 11073 code of the lead, 0 where there is none. */
  public int mdcLeadCode() {
    return mdcLeadCode;
  }

  /** The 11073 reference identifier of the potential on the lead. */
  public String mdcPotentialName() {
    return this == UNSPECIFIED ? "MDC_ECG_ELEC_POTL" : "MDC_ECG_ELEC_POTL_" + mdcSuffix;
  }

  /** The 11073 code of the potential on the lead, 0 where there is none. */
  public int mdcPotentialCode() {
    return mdcLeadCode == 0 ? 0 : mdcLeadCode + POTENTIAL_MINUS_LEAD;
  }

  /** Whether this is one of the six limb leads that follow from I and II. */
  public boolean isLimb() {
    return switch (this) {
      case I, II, III, AVR, AVL, AVF -> true;
      default -> false;
    };
  }

  /**
   * The lead of a tracing label ({@code aVR}, {@code avr}, {@code MLII}) or of a lead's 11073
   * reference identifier with or without its prefix, without regard to case.
   */
  public static Optional<Lead> named(String name) {
    String bare = key(name);
    for (String prefix : new String[] {"MDC_ECG_LEAD_", "MDC_ECG_ELEC_POTL_"}) {
      if (bare.startsWith(prefix)) {
        bare = bare.substring(prefix.length());
      }
    }
    if (bare.equals("MDC_ECG_ELEC_POTL")) {
      return Optional.of(UNSPECIFIED);
    }
    return Optional.ofNullable(BY_NAME.get(bare));
  }

  /** The lead with an 11073 code of either family. */
  public static Optional<Lead> coded(int mdcCode) {
    Lead lead = BY_LEAD_CODE.get(mdcCode);
    if (lead == null) {
      lead = BY_LEAD_CODE.get(mdcCode - POTENTIAL_MINUS_LEAD);
    }
    return Optional.ofNullable(lead);
  }

  private static String key(String name) {
    return name.strip().toUpperCase(Locale.ROOT);
  }
}
