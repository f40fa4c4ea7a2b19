package org.einthoven.fhir.report;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.einthoven.fhir.Codes;
import org.einthoven.fhir.FhirResource;
import org.einthoven.inference.ModelIdentity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;

/** The software and its model as a FHIR Device, in the manner of the AI-Device profile. */
public final class SoftwareDevice {

  private SoftwareDevice() {}

  /** The Device; the same software and model give the same id and bytes. */
  public static FhirResource of(ReportContext.Software software, ModelIdentity model) {
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
            model.preprocessingSha256());
    device.setId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    device.getMeta().addProfile(Codes.ANALYSIS_DEVICE_PROFILE);
    device.addIdentifier().setSystem(Codes.SHA256).setValue(model.weightsSha256());
    device.setStatus(FHIRDeviceStatus.ACTIVE);
    device
        .addDeviceName()
        .setName(software.name() + " with " + model.name())
        .setType(DeviceNameType.USERFRIENDLYNAME);
    device.setType(
        new CodeableConcept()
            .addCoding(
                new Coding(
                    "http://hl7.org/fhir/uv/aitransparency/CodeSystem/AIdeviceTypeCS",
                    "Artificial-Intelligence",
                    null))
            .setText("ECG reading software with a machine-learned model"));
    version(device, "software", software.version());
    version(device, "model", model.name());
    version(device, "preprocessing", model.preprocessingVersion());
    return FhirResource.of(device);
  }

  private static void version(Device device, String of, String value) {
    device.addVersion().setType(new CodeableConcept().setText(of)).setValue(value);
  }
}
