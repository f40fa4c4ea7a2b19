package org.einthoven.ecg.format.aecg;

import java.io.IOException;
import org.einthoven.ecg.format.RefusedException;
import org.einthoven.ecg.format.xml.XmlCursor;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.SentIdentifier;
import org.jspecify.annotations.Nullable;

/** The recorder: the {@code author} of a series. */
final class SeriesDevice {

  private @Nullable String manufacturer;
  private @Nullable String model;
  private @Nullable String serial;
  private @Nullable String software;

  private SeriesDevice() {}

  /** Reads the {@code author} under the cursor; null where it says nothing. */
  static @Nullable DeviceAsSent read(XmlCursor xml) throws IOException, RefusedException {
    SeriesDevice device = new SeriesDevice();
    xml.children(
        () -> {
          if (xml.name().equals("seriesAuthor")) {
            xml.children(() -> device.ofAuthor(xml));
          }
        });
    boolean nothing =
        device.manufacturer == null
            && device.model == null
            && device.serial == null
            && device.software == null;
    return nothing
        ? null
        : new DeviceAsSent(device.manufacturer, device.model, device.serial, device.software);
  }

  private void ofAuthor(XmlCursor xml) throws IOException, RefusedException {
    switch (xml.name()) {
      case "manufacturedSeriesDevice" -> xml.children(() -> ofDevice(xml));
      case "manufacturerOrganization" ->
          xml.children(
              () -> {
                if (xml.name().equals("name")) {
                  manufacturer = Texts.plain(xml.text());
                }
              });
      default -> {}
    }
  }

  private void ofDevice(XmlCursor xml) throws IOException, RefusedException {
    switch (xml.name()) {
      case "id" -> {
        if (serial == null) {
          serial = V3Identifier.read(xml).map(SentIdentifier::value).orElse(null);
        }
      }
      case "manufacturerModelName" -> model = Texts.plain(xml.text());
      case "softwareName" -> software = Texts.plain(xml.text());
      default -> {}
    }
  }
}
