package org.einthoven.fhir.recording;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.einthoven.ecg.format.ReadResult;
import org.einthoven.fhir.FhirResource;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.jspecify.annotations.Nullable;

/** Finds the ECG file in a DocumentReference or a Binary. */
public final class EcgDocuments {

  /** Document types that say ECG: LOINC EKG study and its kin, as clinical-codes name them. */
  private static final Set<String> ECG_TYPES = Set.of("11524-6", "34534-8", "28010-7", "76645-1");

  private EcgDocuments() {}

  /**
   * What a resource says about an ECG file.
   *
   * <p>Whether the bytes are an ECG is for the sniffer of the formats to say, whatever type the
   * document claims. Of several contents the first is taken that is no PDF and no picture.
   */
  public static EcgDocument of(FhirResource resource) {
    if (resource.resource() instanceof Binary binary) {
      return binary(binary);
    }
    return resource.resource() instanceof DocumentReference document
        ? document(document)
        : new EcgDocument.NotAnEcg();
  }

  /** Whether a DocumentReference says by its type or category that it holds an ECG. */
  public static boolean saysEcg(FhirResource resource) {
    return resource.resource() instanceof DocumentReference document
        && (isEcg(document.getType())
            || document.getCategory().stream().anyMatch(EcgDocuments::isEcg));
  }

  private static EcgDocument binary(Binary binary) {
    byte[] content = binary.getData();
    if (content == null || content.length == 0) {
      return refused(
          ReadResult.Reason.EMPTY, "the Binary holds no data", "Binary.data", "send the file");
    }
    return new EcgDocument.Content(content, orEmpty(binary.getContentType()), "Binary.data");
  }

  private static EcgDocument document(DocumentReference document) {
    boolean printed = false;
    List<DocumentReferenceContentComponent> contents = document.getContent();
    for (int i = 0; i < contents.size(); i++) {
      Attachment attachment = contents.get(i).getAttachment();
      String place = "DocumentReference.content[" + i + "].attachment";
      String contentType = orEmpty(attachment.getContentType());
      if (contentType.startsWith("application/pdf") || contentType.startsWith("image/")) {
        printed = true;
        continue;
      }
      if (attachment.hasData()) {
        if (attachment.hasHash() && !Arrays.equals(attachment.getHash(), sha1(attachment))) {
          return refused(
              ReadResult.Reason.INVALID,
              "the data do not have the hash that is given with them",
              place + ".hash",
              "send the data again; hash is the base64 of their SHA-1");
        }
        return new EcgDocument.Content(attachment.getData(), contentType, place + ".data");
      }
      if (attachment.hasUrl()) {
        return new EcgDocument.Elsewhere(attachment.getUrl(), contentType, place + ".url");
      }
    }
    if (printed) {
      return new EcgDocument.NotAnEcg();
    }
    return refused(
        ReadResult.Reason.EMPTY,
        "the DocumentReference has neither data nor url",
        "DocumentReference.content.attachment",
        "send the file in attachment.data, or as a Binary that attachment.url names");
  }

  /** FHIR R4 fixes the hash of an attachment as SHA-1; it finds damage, not intent. */
  private static byte[] sha1(Attachment attachment) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(attachment.getData());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static boolean isEcg(CodeableConcept concept) {
    return concept.getCoding().stream().anyMatch(EcgDocuments::isEcg);
  }

  private static boolean isEcg(Coding coding) {
    return LeadCodes.LOINC.equals(coding.getSystem()) && ECG_TYPES.contains(coding.getCode());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static EcgDocument refused(
      ReadResult.Reason reason, String problem, String place, String remedy) {
    return new EcgDocument.Refused(new ReadResult.Refused(reason, problem, place, remedy));
  }
}
