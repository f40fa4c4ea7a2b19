package org.einthoven.ecg.format.aecg;

import java.util.Optional;
import java.util.regex.Pattern;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.SentIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * HL7 v3 instance identifiers (II) and their form as URI and value, as FHIR maps them: a root with
 * an extension is an authority, a root alone is itself the value.
 */
final class V3Identifier {

  private static final String URI = "urn:ietf:rfc:3986";
  private static final Pattern OID = Pattern.compile("\\d+(\\.\\d+)*");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private V3Identifier() {}

  /** The identifier in the element under the cursor, empty where it holds none. */
  static Optional<SentIdentifier> read(XmlCursor xml) {
    String root = text(xml.attribute("root"));
    String extension = text(xml.attribute("extension"));
    if (extension != null) {
      String authority = root == null ? text(xml.attribute("assigningAuthorityName")) : urn(root);
      return Optional.of(new SentIdentifier(authority, extension));
    }
    if (root == null) {
      return Optional.empty();
    }
    String urn = urn(root);
    return Optional.of(new SentIdentifier(urn.equals(root) ? null : URI, urn));
  }

  /** An OID or UUID as a URN; any other root as it is. */
  private static String urn(String root) {
    if (OID.matcher(root).matches()) {
      return "urn:oid:" + root;
    }
    return UUID.matcher(root).matches() ? "urn:uuid:" + root : root;
  }

  /** The root that stands for an authority or a value that is a URN, null where it is none. */
  static @Nullable String root(@Nullable String urn) {
    if (urn == null) {
      return null;
    }
    if (urn.startsWith("urn:oid:") && OID.matcher(urn.substring(8)).matches()) {
      return urn.substring(8);
    }
    return urn.startsWith("urn:uuid:") && UUID.matcher(urn.substring(9)).matches()
        ? urn.substring(9)
        : null;
  }

  private static @Nullable String text(@Nullable String attribute) {
    return attribute == null || attribute.isBlank() ? null : attribute.strip();
  }
}
