package org.einthoven.ecg.format.aecg;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einthoven.ecg.recording.AcquisitionTime;
import org.jspecify.annotations.Nullable;

/**
 * HL7 v3 points in time (TS), {@code YYYYMMDDHHMMSS.UUUU+ZZzz} cut at any place, and the same in
 * the spelling of ISO 8601, which some exports use.
 */
final class V3Time {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:-?(\\d{2})(?:-?(\\d{2})(?:[T ]?(\\d{2})(?::?(\\d{2})(?::?(\\d{2})"
              + "(?:[.,](\\d{1,9})\\d*)?)?)?)?)?)?(Z|[+-]\\d{2}(?::?\\d{2})?)?");

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSSSSS", Locale.ROOT);

  private V3Time() {}

  /** The time that a text names, as precisely as it does; empty where it names none. */
  static Optional<AcquisitionTime> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher found = FORM.matcher(text.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    String fraction = found.group(7) == null ? "" : found.group(7);
    try {
      LocalDateTime local =
          LocalDateTime.of(
              part(found, 1, 0),
              part(found, 2, 1),
              part(found, 3, 1),
              part(found, 4, 0),
              part(found, 5, 0),
              part(found, 6, 0),
              Integer.parseInt((fraction + "000000000").substring(0, 9)));
      String zone = found.group(8);
      return Optional.of(
          new AcquisitionTime(
              local, zone == null ? null : ZoneOffset.of(zone), precision(found, fraction)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The date of a time text as {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}. */
  static Optional<String> date(@Nullable String text) {
    return parse(text)
        .map(
            time -> {
              String day = time.local().toLocalDate().toString();
              return switch (time.precision()) {
                case YEARS -> day.substring(0, 4);
                case MONTHS -> day.substring(0, 7);
                default -> day;
              };
            });
  }

  /** The text of a time in the v3 form, with the digits that its precision has. */
  static String text(AcquisitionTime time) {
    String all = WRITTEN.format(time.local());
    String text =
        switch (time.precision()) {
          case YEARS -> all.substring(0, 4);
          case MONTHS -> all.substring(0, 6);
          case DAYS -> all.substring(0, 8);
          case HOURS -> all.substring(0, 10);
          case MINUTES -> all.substring(0, 12);
          case SECONDS -> all.substring(0, 14);
          case MILLIS -> all.substring(0, 18);
          case MICROS -> all.substring(0, 21);
          default -> all;
        };
    ZoneOffset offset = time.offset();
    // A date has no room for a zone in the schema's pattern.
    if (offset == null || text.length() <= 8) {
      return text;
    }
    int minutes = offset.getTotalSeconds() / 60;
    return text
        + String.format(
            Locale.ROOT,
            "%s%02d%02d",
            minutes < 0 ? "-" : "+",
            Math.abs(minutes) / 60,
            Math.abs(minutes) % 60);
  }

  private static int part(Matcher found, int group, int otherwise) {
    String digits = found.group(group);
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static ChronoUnit precision(Matcher found, String fraction) {
    if (!fraction.isEmpty()) {
      return fraction.length() <= 3
          ? ChronoUnit.MILLIS
          : fraction.length() <= 6 ? ChronoUnit.MICROS : ChronoUnit.NANOS;
    }
    ChronoUnit[] units = {
      ChronoUnit.MONTHS, ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS
    };
    ChronoUnit precision = ChronoUnit.YEARS;
    for (int i = 0; i < units.length && found.group(i + 2) != null; i++) {
      precision = units[i];
    }
    return precision;
  }
}
