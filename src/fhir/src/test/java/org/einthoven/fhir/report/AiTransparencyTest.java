package org.einthoven.fhir.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelCard;
import org.einthoven.inference.ModelIdentity;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What HL7 AI Transparency on FHIR 1.0.0-ballot demands, element by element. */
class AiTransparencyTest {

  private static final String IG = "http://hl7.org/fhir/uv/aitransparency/";

  private static List<FhirResource> built() {
    return ReportResources.build(
        Readings.context(Readings.source(), ReportContext.Codings.ALL), Readings.withFindings());
  }

  private static <T extends Resource> T one(Class<T> type) {
    return built().stream()
        .map(FhirResource::resource)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String claimed(Resource resource) {
    return resource.getMeta().getProfile().get(1).getValue();
  }

  private static String coded(CodeableConcept concept) {
    Coding coding = concept.getCodingFirstRep();
    return coding.getSystem() + "#" + coding.getCode() + " " + coding.getDisplay();
  }

  @Test
  void the_device_says_that_and_what_kind_of_artificial_intelligence_it_is_and_names_its_card() {
    Device device = one(Device.class);

    assertThat(claimed(device)).isEqualTo(IG + "StructureDefinition/AI-Device|1.0.0-ballot");
    assertThat(device.getType().getCoding()).hasSize(1);
    assertThat(coded(device.getType()))
        .isEqualTo(
            IG
                + "CodeSystem/AIdeviceTypeCS#Artificial-Intelligence All kinds of Artificial"
                + " Intelligence");
    assertThat(device.getExtensionsByUrl(IG + "StructureDefinition/aitransparency.AIKind"))
        .extracting(Extension::getValue)
        .extracting(value -> coded((CodeableConcept) value))
        .containsExactly(
            IG + "CodeSystem/AIdeviceTypeCS#Deep-Learning-Models Deep Learning Models",
            IG
                + "CodeSystem/AIdeviceTypeCS#AI-for-Physiological-Signal-Data AI for Physiological"
                + " Signal Data");
    assertThat(
            device.getExtensionsByUrl(
                IG + "StructureDefinition/aitransparency.modelCardDescription"))
        .singleElement()
        .extracting(Extension::getValue)
        .extracting(value -> ((Reference) value).getReference())
        .isEqualTo("DocumentReference/" + one(DocumentReference.class).getIdElement().getIdPart());
    assertThat(device.getIdentifierFirstRep().getValue()).isEqualTo(Readings.MODEL.weightsSha256());
    assertThat(device.getModelNumber()).isEqualTo("dfnet/0.1.0");
  }

  @Test
  void the_model_card_is_a_document_of_the_type_categories_and_form_of_the_ballot() {
    DocumentReference card = one(DocumentReference.class);

    assertThat(claimed(card)).isEqualTo(IG + "StructureDefinition/AI-ModelCard|1.0.0-ballot");
    assertThat(card.getType().getCoding()).hasSize(1);
    assertThat(coded(card.getType()))
        .isEqualTo(IG + "CodeSystem/AImodelCardCS#AIModelCard AI Model-Card");
    assertThat(card.getCategory())
        .extracting(AiTransparencyTest::coded)
        .containsExactly(
            IG + "CodeSystem/AImodelCardCS#AIInputPrompt AI Input Prompt",
            IG + "CodeSystem/AImodelCardCS#AImodelCardMarkdownFormat Markdown Format");
    Attachment attachment = card.getContentFirstRep().getAttachment();
    assertThat(attachment.getContentType()).isEqualTo("text/markdown");
    assertThat(new String(attachment.getData(), StandardCharsets.UTF_8))
        .isEqualTo(Readings.CARD.markdown());
    assertThat(attachment.getSize()).isEqualTo(Readings.CARD.bytes().length);
    assertThat(card.getMasterIdentifier().getValue()).isEqualTo(Readings.CARD.sha256());
    assertThat(card.getIdentifierFirstRep().getValue()).isEqualTo(Readings.MODEL.weightsSha256());
  }

  @Test
  void the_provenance_says_why_by_whom_and_with_which_card() {
    Provenance provenance = one(Provenance.class);

    assertThat(claimed(provenance))
        .isEqualTo(IG + "StructureDefinition/AI-Provenance|1.0.0-ballot");
    assertThat(coded(provenance.getReasonFirstRep()))
        .isEqualTo(
            "http://terminology.hl7.org/CodeSystem/v3-ObservationValue#AIAST Artificial"
                + " Intelligence asserted");
    assertThat(provenance.getOccurredDateTimeType().getValue()).isEqualTo(provenance.getRecorded());
    assertThat(provenance.getAgentFirstRep().getWho().getReference())
        .isEqualTo("Device/" + one(Device.class).getIdElement().getIdPart());
    assertThat(provenance.getEntity())
        .extracting(entity -> entity.getWhat().getReference())
        .contains("DocumentReference/" + one(DocumentReference.class).getIdElement().getIdPart());
  }

  @Test
  void another_card_makes_another_document_and_another_device() {
    ModelCard other = new ModelCard(Readings.MODEL, "# another\n");
    FhirResource before = ModelCardDocument.of(Readings.CARD);
    FhirResource after = ModelCardDocument.of(other);

    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(SoftwareDevice.of(software(), Readings.MODEL, new Reference(after.reference())).id())
        .isNotEqualTo(
            SoftwareDevice.of(software(), Readings.MODEL, new Reference(before.reference())).id());
    assertThat(ModelCardDocument.of(Readings.CARD).json()).isEqualTo(before.json());
  }

  private static ReportContext.Software software() {
    return new ReportContext.Software("Einthoven", "0.1.0");
  }

  @Test
  void a_card_of_another_model_is_no_card_of_this_reading() {
    ReportContext right = Readings.context(Readings.source(), ReportContext.Codings.ALL);
    ModelIdentity other =
        new ModelIdentity("dfnet", "0.2.0", "a".repeat(64), "b".repeat(64), "1", "c".repeat(64));
    ReportContext wrong =
        new ReportContext(
            right.source(),
            right.furtherSources(),
            right.payloadSha256(),
            right.sender(),
            right.issued(),
            right.ids(),
            right.software(),
            new ModelCard(other, "# other\n"),
            right.codings(),
            right.pictures(),
            right.earlier(),
            right.replaces());

    assertThatThrownBy(() -> ReportResources.build(wrong, Readings.withFindings()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dfnet/0.2.0");
  }
}
