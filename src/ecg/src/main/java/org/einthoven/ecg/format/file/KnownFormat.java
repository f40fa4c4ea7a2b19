package org.einthoven.ecg.format.file;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats that are told apart by their first bytes, in the order in which they are tried. */
enum KnownFormat {
  GZIP("gzip", Kind.COMPRESSED, head -> head.has(0, "\u001f\u008b")),
  ZIP(
      "ZIP",
      Kind.COMPRESSED,
      head -> head.has(0, "PK\u0003\u0004") || head.has(0, "PK\u0005\u0006")),
  BZIP2("bzip2", Kind.ARCHIVE, head -> head.has(0, "BZh")),
  XZ("xz", Kind.ARCHIVE, head -> head.has(0, "\u00fd7zXZ")),
  SEVEN_ZIP("7z", Kind.ARCHIVE, head -> head.has(0, "7z\u00bc\u00af")),
  RAR("RAR", Kind.ARCHIVE, head -> head.has(0, "Rar!")),
  ZSTANDARD("Zstandard", Kind.ARCHIVE, head -> head.has(0, "(\u00b5/\u00fd")),
  TAR("tar", Kind.ARCHIVE, head -> head.has(257, "ustar")),
  // What its root is stands behind declarations that nobody reads.
  XML_WITH_DECLARATIONS(
      "XML with a document type definition of its own", Kind.OTHER, Head::hasInternalSubset),
  AECG("HL7 aECG", Kind.ECG, head -> head.hasRoot("AnnotatedECG")),
  FHIR_XML("FHIR XML", Kind.FHIR, head -> head.hasNamespace("http://hl7.org/fhir")),
  FHIR_JSON(
      "FHIR JSON",
      Kind.FHIR,
      head -> head.text().startsWith("{") && head.text().contains("\"resourceType\"")),
  MUSE("GE MUSE XML", Kind.ECG, head -> head.hasRoot("RestingECG")),
  CARDIOLOGY_XML("GE CardiologyXML", Kind.ECG, head -> head.hasRoot("CardiologyXML")),
  SIERRA("Philips Sierra XML", Kind.ECG, head -> head.hasRoot("restingecgdata")),
  CDA("HL7 CDA", Kind.DOCUMENT, head -> head.hasRoot("ClinicalDocument")),
  SVG("SVG", Kind.DOCUMENT, head -> head.hasRoot("svg")),
  OTHER_XML("XML of another kind", Kind.OTHER, Head::isXml),
  DICOM("DICOM", Kind.ECG, head -> head.has(128, "DICM")),
  SCP("SCP-ECG", Kind.ECG, head -> head.has(16, "SCPECG")),
  ISHNE("ISHNE Holter", Kind.ECG, head -> head.has(0, "ISHNE1.0")),
  ISHNE_ANNOTATIONS("ISHNE annotations", Kind.OTHER, head -> head.has(0, "ANN  1.0")),
  MFER("MFER", Kind.ECG, head -> head.has(0, "@") && head.has(2, "MFR")),
  EDF("EDF or EDF+", Kind.ECG, head -> head.has(0, "0       ") && !head.has(8, "\u0000")),
  BDF("BDF", Kind.ECG, head -> head.has(0, "\u00ffBIOSEMI")),
  HL7_V2("HL7 version 2", Kind.ECG, head -> Signatures.HL7_V2.matcher(head.text()).lookingAt()),
  MATLAB("MATLAB", Kind.OTHER, head -> head.has(0, "MATLAB 5.0")),
  HDF5("HDF5", Kind.OTHER, head -> head.has(0, "\u0089HDF")),
  PDF("PDF", Kind.DOCUMENT, head -> head.text().startsWith("%PDF-")),
  PNG("PNG", Kind.DOCUMENT, head -> head.has(0, "\u0089PNG")),
  JPEG("JPEG", Kind.DOCUMENT, head -> head.has(0, "\u00ff\u00d8\u00ff")),
  TIFF("TIFF", Kind.DOCUMENT, head -> head.has(0, "II*\u0000") || head.has(0, "MM\u0000*")),
  OTHER_JSON(
      "JSON that is not FHIR",
      Kind.OTHER,
      head -> Signatures.JSON.matcher(head.text()).lookingAt() && head.isText()),
  WFDB_HEADER(
      "WFDB header",
      Kind.WFDB,
      head -> head.isText() && Signatures.WFDB.matcher(head.text()).lookingAt()),
  CSV(
      "CSV (comma-separated values, as Apple Health exports)",
      Kind.ECG,
      head -> head.isText() && Signatures.CSV.matcher(head.text()).lookingAt()),
  UNKNOWN("unknown", Kind.OTHER, head -> true);

  /** What can be done about a format. */
  enum Kind {
    /** Unwrapped here. */
    COMPRESSED,
    /** An archive that is not unwrapped. */
    ARCHIVE,
    /** A recording. */
    ECG,
    /** A resource that has an entrance of its own. */
    FHIR,
    /** A picture or a document about an ECG. */
    DOCUMENT,
    /** A part of a record of several files. */
    WFDB,
    /** None of these. */
    OTHER
  }

  private final String label;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // Each is a function without state.
  private final Predicate<Head> signature;

  KnownFormat(String label, Kind kind, Predicate<Head> signature) {
    this.label = label;
    this.kind = kind;
    this.signature = signature;
  }

  /** The format's name as people know it. */
  String label() {
    return label;
  }

  Kind kind() {
    return kind;
  }

  static KnownFormat of(Head head) {
    for (KnownFormat format : values()) {
      if (format.signature.test(head)) {
        return format;
      }
    }
    return UNKNOWN;
  }

  /** What a sender of this format can do. */
  String remedy() {
    return switch (kind) {
      case FHIR -> "send FHIR resources to /fhir";
      case ARCHIVE -> "send the recording itself, or in a gzip or ZIP file";
      case DOCUMENT -> "send the samples of the recording: HL7 aECG, a WFDB record or FHIR";
      case WFDB -> "send the header and its signal files together in one ZIP file";
      default -> "export the recording as HL7 aECG, as a WFDB record in a ZIP file, or as FHIR";
    };
  }

  /** Patterns that an enum's constants cannot hold before themselves. */
  private static final class Signatures {
    static final Pattern HL7_V2 = Pattern.compile("\u000b?(MSH|FHS|BHS)\\|\\^");
    static final Pattern JSON = Pattern.compile("[{\\[]\\s*[\"{\\[\\]}0-9-]");
    static final Pattern WFDB =
        Pattern.compile(
            "(#.*\\R+)*[^\\s#,;]+\\s+\\d+(\\s+[0-9.]\\S*(\\s+.*)?)?\\R(#.*\\R+)*\\S+\\s+\\d+(x|:|\\+|\\s|$)");
    static final Pattern CSV = Pattern.compile("[^\\n]*[,;\\t][^\\n]*\\n[^\\n]*[,;\\t\\n]");
  }
}
