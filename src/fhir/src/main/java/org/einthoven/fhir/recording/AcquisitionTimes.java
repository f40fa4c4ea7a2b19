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
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** FHIR's dateTime and instant as acquisition times and back, at the precision that was given. */
final class AcquisitionTimes {

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})"
              + "(?:T(\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?(Z|[+-]\\d{2}:\\d{2}))?)?)?");

  private AcquisitionTimes() {}

  /** When an effective[x] begins; empty where it does not say, or is a Timing. */
  static Optional<AcquisitionTime> of(@Nullable Type effective) {
    if (effective instanceof BaseDateTimeType time) {
      return parsed(time.getValueAsString());
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
   * unknown only the date is given.
   */
  static String text(AcquisitionTime time) {
    LocalDateTime local = time.local();
    String date = local.toLocalDate().toString();
    ZoneOffset offset = time.offset();
    return switch (time.precision()) {
      case YEARS, DECADES, CENTURIES, MILLENNIA, ERAS, FOREVER -> date.substring(0, 4);
      case MONTHS -> date.substring(0, 7);
      case WEEKS, DAYS, HALF_DAYS -> date;
      case NANOS, MICROS, MILLIS, SECONDS, MINUTES, HOURS ->
          offset == null ? date : date + 'T' + clock(time) + offset.getId();
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
