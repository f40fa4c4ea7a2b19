package org.einthoven.fhir.recording;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.einthoven.fhir.Codes;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** FHIR's dateTime and instant as acquisition times and back, at the precision that was given. */
final class AcquisitionTimes {

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})"
              + "(?:T(\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

  private AcquisitionTimes() {}

  /** When an effective[x] begins; empty where it does not say, or is a Timing. */
  static Optional<AcquisitionTime> of(@Nullable Type effective) {
    if (effective instanceof BaseDateTimeType time) {
      Extension local = time.getExtensionByUrl(Codes.LOCAL_TIME);
      return parsed(local == null ? time.getValueAsString() : local.getValue().primitiveValue());
    }
    return effective instanceof Period period
        ? parsed(period.getStartElement().getValueAsString())
        : Optional.empty();
  }

  private static Optional<AcquisitionTime> parsed(@Nullable String text) {
    Matcher parts = DATE_TIME.matcher(text == null ? "" : text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      String fraction = parts.group(7) == null ? "" : parts.group(7);
      LocalDateTime local =
          LocalDateTime.of(
              number(parts.group(1), 1),
              number(parts.group(2), 1),
              number(parts.group(3), 1),
              number(parts.group(4), 0),
              number(parts.group(5), 0),
              number(parts.group(6), 0),
              number((fraction + "000000000").substring(0, 9), 0));
      ZoneOffset offset = parts.group(8) == null ? null : ZoneOffset.of(parts.group(8));
      return Optional.of(new AcquisitionTime(local, offset, precision(parts, fraction)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ChronoUnit precision(Matcher parts, String fraction) {
    if (parts.group(2) == null) {
      return ChronoUnit.YEARS;
    }
    if (parts.group(3) == null) {
      return ChronoUnit.MONTHS;
    }
    if (parts.group(4) == null) {
      return ChronoUnit.DAYS;
    }
    if (fraction.isEmpty()) {
      return ChronoUnit.SECONDS;
    }
    if (fraction.length() <= 3) {
      return ChronoUnit.MILLIS;
    }
    return fraction.length() <= 6 ? ChronoUnit.MICROS : ChronoUnit.NANOS;
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  /**
   * The time as FHIR writes it. FHIR has no clock time without an offset: where the offset is
   * unknown the date is given, and the clock time of the device in an extension of our own.
   */
  static DateTimeType written(AcquisitionTime time) {
    String date = time.local().toLocalDate().toString();
    ZoneOffset offset = time.offset();
    return switch (time.precision()) {
      case YEARS, DECADES, CENTURIES, MILLENNIA, ERAS, FOREVER ->
          new DateTimeType(date.substring(0, 4));
      case MONTHS -> new DateTimeType(date.substring(0, 7));
      case WEEKS, DAYS, HALF_DAYS -> new DateTimeType(date);
      case NANOS, MICROS, MILLIS, SECONDS, MINUTES, HOURS -> {
        String clock = date + 'T' + clock(time);
        if (offset != null) {
          yield new DateTimeType(clock + offset.getId());
        }
        DateTimeType day = new DateTimeType(date);
        day.addExtension(Codes.LOCAL_TIME, new StringType(clock));
        yield day;
      }
    };
  }

  private static String clock(AcquisitionTime time) {
    String clock = time.local().toLocalTime().truncatedTo(ChronoUnit.SECONDS).toString();
    String seconds = clock.length() == 5 ? clock + ":00" : clock;
    int digits =
        switch (time.precision()) {
          case NANOS -> 9;
          case MICROS -> 6;
          case MILLIS -> 3;
          default -> 0;
        };
    if (digits == 0) {
      return seconds;
    }
    String nanos = String.format(Locale.ROOT, "%09d", time.local().get(ChronoField.NANO_OF_SECOND));
    return seconds + '.' + nanos.substring(0, digits);
  }
}
