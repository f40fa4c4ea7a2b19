package org.einthoven.document;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einthoven.ecg.drawing.PageText;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.ecg.recording.DeviceAsSent;
import org.einthoven.ecg.recording.PatientAsSent;
import org.einthoven.ecg.recording.Recording;
import org.einthoven.ecg.recording.SentIdentifier;
import org.jspecify.annotations.Nullable;

/** Whose recording it is, when and by what it was made: as sent, or said not to be stated. */
final class OriginText {

  private OriginText() {}

  static List<PageText.Entry> of(Recording recording) {
    List<PageText.Entry> entries = new ArrayList<>();
    PatientAsSent patient = recording.patient();
    if (patient == null) {
      entries.add(new PageText.Entry("Patient: not stated", true));
    } else {
      patient(patient, entries);
    }
    entries.add(plain("Recorded: " + time(recording.acquired())));
    DeviceAsSent device = recording.device();
    String words =
        device == null
            ? ""
            : joined(
                " ",
                device.manufacturer(),
                device.model(),
                device.serialNumber(),
                device.software());
    entries.add(plain("Device: " + (words.isEmpty() ? "not stated" : words)));
    if (!recording.source().orderIds().isEmpty()) {
      entries.add(plain("Order: " + values(recording.source().orderIds())));
    }
    entries.add(plain("Source: " + recording.source().format()));
    return entries;
  }

  private static void patient(PatientAsSent patient, List<PageText.Entry> entries) {
    String name = joined(", ", patient.familyName(), patient.givenName());
    entries.add(new PageText.Entry("Patient: " + (name.isEmpty() ? "no name" : name), true));
    entries.add(
        plain(
            "Identifier: "
                + (patient.identifiers().isEmpty()
                    ? "not stated"
                    : values(patient.identifiers()))));
    entries.add(
        plain(
            "Born: "
                + Objects.requireNonNullElse(patient.birthDate(), "not stated")
                + ", gender: "
                + Objects.requireNonNullElse(patient.gender(), "not stated")));
  }

  private static String time(@Nullable AcquisitionTime acquired) {
    if (acquired == null) {
      return "time not stated";
    }
    String pattern =
        switch (acquired.precision()) {
          case YEARS, DECADES, CENTURIES, MILLENNIA, ERAS, FOREVER -> "uuuu";
          case MONTHS -> "uuuu-MM";
          case DAYS, WEEKS -> "uuuu-MM-dd";
          case HOURS, HALF_DAYS -> "uuuu-MM-dd HH 'h'";
          case MINUTES -> "uuuu-MM-dd HH:mm";
          case SECONDS, MILLIS, MICROS, NANOS -> "uuuu-MM-dd HH:mm:ss";
        };
    String local = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(acquired.local());
    ZoneOffset offset = acquired.offset();
    if (offset == null) {
      return local + " (offset from UTC not stated)";
    }
    return local + (offset.equals(ZoneOffset.UTC) ? " UTC" : " UTC" + offset);
  }

  private static String values(List<SentIdentifier> identifiers) {
    return identifiers.stream().map(SentIdentifier::value).collect(Collectors.joining(", "));
  }

  private static String joined(String between, @Nullable String... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(between));
  }

  private static PageText.Entry plain(String text) {
    return new PageText.Entry(text, false);
  }
}
