package org.einthoven.fhir.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelCard;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;

/**
 * A model card as a FHIR DocumentReference by the AI-ModelCard profile of {@link AiTransparency}.
 * The card lies in it, so that it goes wherever the resource goes.
 */
final class ModelCardDocument {

  private ModelCardDocument() {}

  /** The DocumentReference; the same card of the same model gives the same id and bytes. */
  static FhirResource of(ModelCard card) {
    byte[] markdown = card.bytes();
    DocumentReference document = new DocumentReference();
    String key = "model-card\n" + card.model().weightsSha256() + "\n" + card.sha256();
    document.setId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    document.getMeta().addProfile(Codes.MODEL_CARD_PROFILE).addProfile(AiTransparency.MODEL_CARD);
    document.setMasterIdentifier(sha256(card.sha256()));
    document.addIdentifier(sha256(card.model().weightsSha256()));
    document.setStatus(DocumentReferenceStatus.CURRENT);
    document.setType(AiTransparency.document("AIModelCard", "AI Model-Card"));
    // The ballot demands the first of every model card; drafts after it no longer do.
    document.addCategory(AiTransparency.document("AIInputPrompt", "AI Input Prompt"));
    document.addCategory(AiTransparency.document("AImodelCardMarkdownFormat", "Markdown Format"));
    document
        .addContent()
        .getAttachment()
        .setContentType("text/markdown")
        .setData(markdown)
        .setSize(markdown.length)
        .setHash(sha1(markdown))
        .setTitle("Model card of " + card.model().name());
    return FhirResource.of(document);
  }

  private static Identifier sha256(String hash) {
    return new Identifier().setSystem(Codes.SHA256).setValue(hash);
  }

  /** R4 has SHA-1 here (datatypes, Attachment.hash). */
  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
