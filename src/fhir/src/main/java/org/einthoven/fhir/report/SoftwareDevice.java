package org.einthoven.fhir.report;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelIdentity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * The software and its model as a FHIR Device by the AI-Device profile of {@link AiTransparency}.
 */
public final class SoftwareDevice {

  private SoftwareDevice() {}

  /**
   * The Device; the same software, model and card give the same id and bytes.
   *
   * @param card reference to the model's card
   */
  public static FhirResource of(
      ReportContext.Software software, ModelIdentity model, Reference card) {
    Device device = new Device();
    String key =
        String.join(
            "\n",
            software.name(),
            software.version(),
            model.name(),
            model.weightsSha256(),
            model.manifestSha256(),
            model.preprocessingVersion(),
            model.preprocessingSha256(),
            card.getReference());
    device.setId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    device.getMeta().addProfile(Codes.ANALYSIS_DEVICE_PROFILE).addProfile(AiTransparency.DEVICE);
    kind(device, "Deep-Learning-Models", "Deep Learning Models");
    kind(device, "AI-for-Physiological-Signal-Data", "AI for Physiological Signal Data");
    device.addExtension(AiTransparency.CARD_OF_DEVICE, card);
    device.addIdentifier().setSystem(Codes.SHA256).setValue(model.weightsSha256());
    device.setStatus(FHIRDeviceStatus.ACTIVE);
    device.setManufacturer(software.name());
    device.setModelNumber(model.name());
    device
        .addDeviceName()
        .setName(software.name() + " with " + model.name())
        .setType(DeviceNameType.USERFRIENDLYNAME);
    device.setType(
        AiTransparency.kind("Artificial-Intelligence", "All kinds of Artificial Intelligence")
            .setText("ECG reading software with a machine-learned model"));
    version(device, "software", software.version());
    version(device, "model", model.name());
    version(device, "preprocessing", model.preprocessingVersion());
    return FhirResource.of(device);
  }

  private static void kind(Device device, String code, String display) {
    device.addExtension(AiTransparency.KIND, AiTransparency.kind(code, display));
  }

  private static void version(Device device, String of, String value) {
    device.addVersion().setType(new CodeableConcept().setText(of)).setValue(value);
  }
}
