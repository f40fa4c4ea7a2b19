package org.einthoven.server.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a FHIR date stands for by its precision: {@code 2024-03} is all of March. A date
 * without a zone is taken as UTC.
 *
 * @param low the first instant
 * @param high the first instant after it
 */
public record DateSpan(Instant low, Instant high) {

  private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2})(:\\d{2})?(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})?");

  /** Reads a FHIR date, dateTime or instant; empty where it is none. */
  public static Optional<DateSpan> parse(String text) {
    try {
      Matcher date = DATE.matcher(text);
      if (date.matches()) {
        return Optional.of(days(date));
      }
      Matcher time = TIME.matcher(text);
      return time.matches() ? Optional.of(seconds(time)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateSpan days(Matcher date) {
    int year = Integer.parseInt(date.group(1));
    if (date.group(2) == null) {
      return of(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
    }
    int month = Integer.parseInt(date.group(2));
    if (date.group(3) == null) {
      YearMonth whole = YearMonth.of(year, month);
      return of(whole.atDay(1), whole.plusMonths(1).atDay(1));
    }
    LocalDate day = LocalDate.of(year, month, Integer.parseInt(date.group(3)));
    return of(day, day.plusDays(1));
  }

  private static DateSpan of(LocalDate first, LocalDate next) {
    return new DateSpan(
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        next.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static DateSpan seconds(Matcher time) {
    boolean hasSeconds = time.group(3) != null;
    String fraction = time.group(4) == null ? "" : time.group(4);
    String zone = time.group(5) == null ? "Z" : time.group(5);
    Instant low =
        OffsetDateTime.parse(
                time.group(1)
                    + "T"
                    + time.group(2)
                    + (hasSeconds ? time.group(3) : ":00")
                    + fraction
                    + zone)
            .toInstant();
    if (!hasSeconds) {
      return new DateSpan(low, low.plus(1, ChronoUnit.MINUTES));
    }
    if (fraction.isEmpty()) {
      return new DateSpan(low, low.plusSeconds(1));
    }
    // PostgreSQL keeps microseconds: a finer instant is one of them wide.
    Instant kept = low.truncatedTo(ChronoUnit.MICROS);
    long micros = (long) Math.pow(10, Math.max(0, 7 - fraction.length()));
    return new DateSpan(kept, kept.plus(micros, ChronoUnit.MICROS));
  }
}
